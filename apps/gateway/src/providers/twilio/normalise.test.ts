import { messageContentSchema } from '@sylion/schemas';
import fc from 'fast-check';

import type { ProviderEvent } from '../provider-event.ts';
import { normalise } from './normalise.ts';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const url = 'https://gateway.example/webhooks/twilio/c?messageId=01980000-0000-7000-8000-000000000001';
const common = {
  MessageSid: 'SM1',
  AccountSid: 'AC1',
  From: 'whatsapp:+33612340001',
  To: 'whatsapp:+33757000001',
  ProfileName: 'Amélie Roux',
  NumMedia: '0',
  SmsStatus: 'received',
};
const eventsOf = (fields: Record<string, string>): ProviderEvent[] => {
  const result = normalise(Buffer.from(new URLSearchParams(fields).toString()), { url, receivedAt });
  if (!result.ok) throw new Error(result.reason);
  return result.events;
};
const answerable = { disposition: { answerable: true } };
const not = (reason: string) => ({ disposition: { answerable: false, reason } });

describe('an inbound message', () => {
  it('of text', () => {
    expect(eventsOf({ ...common, Body: 'Bonjour\0 😀' })).toEqual([
      {
        kind: 'message',
        channelKey: '+33757000001',
        accountKey: 'AC1',
        providerMessageId: 'SM1',
        sentAt: receivedAt,
        from: { phone: '+33612340001', displayName: 'Amélie Roux' },
        content: { kind: 'text', text: 'Bonjour\uFFFD 😀' },
        ...answerable,
      },
    ]);
  });

  it.each<[string, Record<string, string>, object]>([
    [
      'a person without a phone',
      { From: 'whatsapp:FR.7', Body: 'x' },
      { from: { bsuid: 'FR.7', displayName: 'Amélie Roux' }, ...answerable },
    ],
    ['a person with both', { ExternalUserId: 'whatsapp:FR.7', Body: 'x' }, { from: { bsuid: 'FR.7', phone: '+33612340001' } }],
    ['nobody', { From: '', Body: 'x' }, { from: { displayName: 'Amélie Roux' }, ...not('no_identity'), raw: expect.any(Object) }],
    [
      'a location',
      { Latitude: '48.8583', Longitude: '2.2945', Label: 'Tour Eiffel', Address: 'Paris', Body: '' },
      { content: { kind: 'location', latitude: 48.8583, longitude: 2.2945, name: 'Tour Eiffel', address: 'Paris' }, ...answerable },
    ],
    [
      'a button',
      { ButtonPayload: 'yes', ButtonText: 'Oui', Body: 'Oui' },
      { content: { kind: 'choice', id: 'yes', title: 'Oui' }, ...answerable },
    ],
    ['a list row', { ListId: 'slot', ListTitle: '14 h', Body: '14 h' }, { content: { kind: 'choice', id: 'slot', title: '14 h' } }],
    [
      'a reaction',
      { MessageType: 'reaction', Body: '👍', OriginalRepliedMessageSid: 'SM0' },
      { content: { kind: 'reaction', emoji: '👍', toProviderMessageId: 'SM0' }, ...not('reaction') },
    ],
    ['a reply', { Body: 'oui', OriginalRepliedMessageSid: 'SM0' }, { replyTo: 'SM0' }],
    ['a forward', { Body: 'x', FrequentlyForwarded: 'true' }, { isForwarded: true }],
    [
      'an advertisement',
      { Body: 'x', ReferralSourceId: '51', ReferralHeadline: 'Soldes' },
      { referral: { SourceId: '51', Headline: 'Soldes' } },
    ],
    ['an empty text', { Body: ' ' }, { content: { kind: 'text', text: ' ' }, ...not('empty_text') }],
    [
      'a new type',
      { MessageType: 'hologram', Body: '' },
      {
        content: { kind: 'unsupported', type: 'hologram' },
        ...not('unsupported_type'),
        raw: expect.objectContaining({ MessageType: 'hologram' }),
      },
    ],
  ])('of %s', (_, fields, expected) => expect(eventsOf({ ...common, ...fields })).toMatchObject([{ kind: 'message', ...expected }]));

  it('of several media becomes one message each, the first with the text', () => {
    const media = {
      NumMedia: '2',
      Body: 'Voici',
      MediaUrl0: 'https://api.twilio.com/m/ME0',
      MediaContentType0: 'image/jpeg',
      MediaUrl1: 'https://api.twilio.com/m/ME1',
      MediaContentType1: 'application/pdf',
    };
    expect(eventsOf({ ...common, ...media })).toMatchObject([
      {
        providerMessageId: 'SM1',
        content: { kind: 'image', caption: 'Voici', media: { providerMediaId: 'ME0', url: 'https://api.twilio.com/m/ME0' } },
        ...answerable,
      },
      { providerMessageId: 'SM1-1', content: { kind: 'document', media: { providerMediaId: 'ME1', mimeType: 'application/pdf' } } },
    ]);
  });
});

describe('a status callback', () => {
  const status = {
    MessageSid: 'SM9',
    AccountSid: 'AC1',
    From: 'whatsapp:+33757000001',
    To: 'whatsapp:+33612340001',
    MessageStatus: 'delivered',
  };
  it('carries our message id in its URL', () => {
    expect(eventsOf(status)).toEqual([
      {
        kind: 'status',
        channelKey: '+33757000001',
        accountKey: 'AC1',
        providerMessageId: 'SM9',
        status: 'delivered',
        at: receivedAt,
        messageId: '01980000-0000-7000-8000-000000000001',
        recipient: { phone: '+33612340001' },
      },
    ]);
  });
  it('of a failure tells why', () => {
    expect(eventsOf({ ...status, MessageStatus: 'undelivered', ErrorCode: '63016' })).toMatchObject([
      { status: 'failed', error: { code: 63016, title: 'Twilio error 63016' } },
    ]);
  });
  it('of a stage inside Twilio is recorded only', () =>
    expect(eventsOf({ ...status, MessageStatus: 'queued' })).toMatchObject([{ kind: 'ignored', reason: 'status_not_handled' }]));
});

describe('anything else', () => {
  it('without a sid is recorded', () =>
    expect(eventsOf({ Hello: 'x' })).toMatchObject([{ kind: 'ignored', reason: 'no_message_id', raw: { Hello: 'x' } }]));
  it('that is empty or too large is refused', () => {
    expect(normalise(Buffer.alloc(0), { url, receivedAt })).toEqual({ ok: false, reason: 'empty' });
    expect(normalise(Buffer.alloc(2_000_000, 'a'), { url, receivedAt })).toEqual({ ok: false, reason: 'too_large' });
  });
  it('never throws, and what it gives is clean and fits the contract', () => {
    const name = fc.oneof(
      fc.constantFrom(
        'Body',
        'MediaUrl0',
        'MediaContentType1',
        'MediaUrl1',
        'MessageStatus',
        'MessageType',
        'Latitude',
        'Longitude',
        'ButtonText',
        'From',
        'To',
        'NumMedia',
        '__proto__',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary' })), fc.boolean(), (fields, hasSid) => {
        const events = eventsOf({ x: '1', ...(hasSid ? common : {}), ...fields });
        expect(JSON.stringify(events)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        for (const event of events) if (event.kind === 'message') messageContentSchema.parse(event.content);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        normalise(Buffer.from(bytes), { url, receivedAt });
      }),
    );
  });
});
