import { messageContentSchema } from '@sylion/schemas';

import { fixtureNames, readFixture } from '../../../test/fixtures/read-fixture.ts';
import type { ProviderEvent } from '../provider-event.ts';
import { normalise } from './normalise.ts';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const bsuid = 'FR.70000000000000000001';
const amelie = { bsuid, phone: '+33612340001', username: 'amelie.roux', displayName: 'Amélie Roux' };
const answerable = { answerable: true };
const not = (reason: string) => ({ answerable: false, reason });

const eventsOf = (name: string): ProviderEvent[] => {
  const result = normalise(readFixture(`meta/${name}`), { receivedAt });
  if (!result.ok) throw new Error(result.reason);
  return result.events;
};

const messages: Record<string, { content: object; disposition: object; [key: string]: unknown }> = {
  text: { content: { kind: 'text', text: 'Bonjour, êtes-vous ouverts samedi ? 😀' }, disposition: answerable },
  reply: { content: { kind: 'text', text: 'Oui, celui-là' }, disposition: answerable, replyTo: 'wamid.ours' },
  forwarded: { content: { kind: 'text', text: 'Faites suivre' }, disposition: answerable, isForwarded: true },
  'product-question': {
    content: { kind: 'text', text: 'Encore en stock ?' },
    disposition: answerable,
    replyTo: 'wamid.catalog',
    referredProduct: { catalogId: '410000000000001', productId: 'lampe-12' },
  },
  advertisement: {
    content: { kind: 'text', text: "Ça m'intéresse" },
    disposition: answerable,
    referral: expect.objectContaining({ source_type: 'ad', ctwa_clid: 'Aff-1' }),
  },
  image: {
    content: {
      kind: 'image',
      caption: 'La panne',
      media: {
        providerMediaId: '610000000000001',
        mimeType: 'image/jpeg',
        sha256: expect.any(String),
        url: expect.stringContaining('lookaside'),
      },
    },
    disposition: answerable,
  },
  video: { content: { kind: 'video', media: expect.objectContaining({ providerMediaId: '610000000000002' }) }, disposition: answerable },
  audio: {
    content: { kind: 'audio', media: expect.objectContaining({ mimeType: 'audio/ogg; codecs=opus', isVoice: true }) },
    disposition: answerable,
  },
  'voice-legacy': { content: { kind: 'audio', media: expect.objectContaining({ isVoice: true }) }, disposition: answerable },
  document: {
    content: { kind: 'document', caption: 'Mon devis', media: expect.objectContaining({ filename: 'devis.pdf' }) },
    disposition: answerable,
  },
  sticker: { content: { kind: 'sticker', media: expect.objectContaining({ isAnimated: true }) }, disposition: answerable },
  location: {
    content: {
      kind: 'location',
      latitude: 48.8583,
      longitude: 2.2945,
      name: 'Tour Eiffel',
      address: '5 avenue Anatole France, Paris',
      url: 'https://tour.example',
    },
    disposition: answerable,
  },
  contacts: {
    content: {
      kind: 'contacts',
      contacts: [
        { name: 'Luc Petit', phones: ['+33612340002'], emails: ['luc@exemple.fr'], isOwn: false },
        { phones: ['01 23 45 67 89'], emails: [], isOwn: false },
      ],
    },
    disposition: answerable,
  },
  'contacts-own': {
    content: { kind: 'contacts', contacts: [{ name: 'Amélie Roux', phones: ['+33612340001'], emails: [], isOwn: true }] },
    disposition: answerable,
  },
  'button-reply': { content: { kind: 'choice', id: 'yes', title: 'Oui' }, disposition: answerable, replyTo: 'wamid.ours' },
  'list-reply': { content: { kind: 'choice', id: 'slot-2', title: '14 h', description: 'Mardi' }, disposition: answerable },
  'form-reply': {
    content: { kind: 'form', name: 'flow', body: 'Sent', response: { flow_token: 'unused', nom: 'Am\uFFFDélie' } },
    disposition: answerable,
  },
  'form-reply-not-json': { content: { kind: 'form', name: 'flow', body: 'Sent', response: '{oops' }, disposition: answerable },
  'call-permission': {
    content: { kind: 'call_permission', response: 'accept', isPermanent: false, expiresAt: '2026-09-28T12:53:20.000Z' },
    disposition: not('call_permission'),
  },
  'interactive-new': {
    content: { kind: 'unsupported', type: 'interactive.product' },
    disposition: not('unsupported_type'),
    raw: expect.any(Object),
  },
  'interactive-empty': {
    content: { kind: 'unsupported', type: 'interactive' },
    disposition: not('missing_content'),
    raw: expect.any(Object),
  },
  button: { content: { kind: 'choice', id: 'CONFIRM', title: 'Je confirme' }, disposition: answerable, replyTo: 'wamid.template' },
  reaction: { content: { kind: 'reaction', emoji: '👍', toProviderMessageId: 'wamid.ours' }, disposition: not('reaction') },
  'reaction-removed': { content: { kind: 'reaction', emoji: null, toProviderMessageId: 'wamid.ours' }, disposition: not('reaction') },
  order: {
    content: {
      kind: 'order',
      catalogId: '410000000000001',
      text: 'Pour lundi',
      items: [
        { productId: 'lampe-12', quantity: 2, price: 19.9, currency: 'EUR' },
        { productId: 'ampoule', quantity: 3, price: 4, currency: 'EUR' },
      ],
    },
    disposition: answerable,
  },
  'system-number': {
    content: { kind: 'system', event: 'user_changed_number', text: 'Amélie a changé de numéro' },
    disposition: not('system'),
    from: { bsuid: 'FR.70000000000000000009', phone: '+33612349999' },
    identityChange: { previousBsuid: bsuid, previousPhone: '+33612340001' },
  },
  'system-user-id': {
    content: { kind: 'system', event: 'user_changed_user_id', text: "L'identifiant a changé" },
    disposition: not('system'),
    from: { bsuid: 'FR.70000000000000000009' },
    identityChange: { previousBsuid: bsuid },
  },
  'system-identity': {
    content: { kind: 'system', event: 'customer_identity_changed', text: 'Le code de sécurité a changé' },
    disposition: not('system'),
    from: { bsuid, phone: '+33612340001' },
  },
  unsupported: {
    content: { kind: 'unsupported', type: 'poll_creation', errorCode: 131051, detail: 'Message type is currently not supported.' },
    disposition: not('unsupported_type'),
    raw: expect.any(Object),
  },
  edit: {
    content: { kind: 'edit', originalProviderMessageId: 'wamid.text', text: 'Bonjour, ouverts dimanche ?' },
    disposition: not('edited'),
  },
  'edit-caption': {
    content: { kind: 'edit', originalProviderMessageId: 'wamid.image', text: 'La vraie panne' },
    disposition: not('edited'),
  },
  revoke: { content: { kind: 'revoke', originalProviderMessageId: 'wamid.text' }, disposition: not('revoked') },
  'request-welcome': {
    content: { kind: 'unsupported', type: 'request_welcome' },
    disposition: not('request_welcome'),
    raw: expect.any(Object),
  },
  'media-too-large': {
    content: { kind: 'unsupported', type: 'video', errorCode: 131052, detail: 'File too large' },
    disposition: not('missing_content'),
    raw: expect.any(Object),
  },
  'new-type': {
    content: { kind: 'unsupported', type: 'hologram' },
    disposition: not('unsupported_type'),
    raw: expect.objectContaining({ hologram: { depth: 3 } }),
  },
  group: { content: { kind: 'text', text: 'Salut à tous' }, disposition: not('group_message'), groupId: 'Y2FwaV9ncm91cA==' },
  'bsuid-only': {
    content: { kind: 'text', text: 'Sans numéro' },
    disposition: answerable,
    from: { bsuid, parentBsuid: 'FR.ENT.80000000000000000001', username: 'amelie.roux', displayName: 'Amélie Roux' },
  },
  'bsuid-in-from': {
    content: { kind: 'text', text: 'Identifiant mal placé' },
    disposition: answerable,
    from: { bsuid, displayName: 'Amélie Roux' },
  },
  'no-identity': { content: { kind: 'text', text: 'Qui suis-je ?' }, disposition: not('no_identity'), from: {}, raw: expect.any(Object) },
};

describe('a message of each type', () => {
  it.each(Object.entries(messages))('%s', (name, expected) => {
    const common = {
      kind: 'message',
      channelKey: '310000000000001',
      accountKey: '210000000000001',
      providerMessageId: `wamid.${name}`,
      sentAt: new Date(1_790_000_000_000),
      from: amelie,
    };
    expect(eventsOf(`message-${name}`)).toEqual([{ ...common, ...expected }]);
  });

  it('has a fixture for every case and a case for every fixture', () => {
    const fixtures = fixtureNames('meta').filter((name) => name.startsWith('message-') && name !== 'message-template-status-update');
    expect(fixtures.map((name) => name.slice('message-'.length)).sort()).toEqual(Object.keys(messages).sort());
  });
});

describe('the contents of all messages', () => {
  it('fit the contract', () => {
    const contents = fixtureNames('meta')
      .flatMap(eventsOf)
      .flatMap((event) => ('content' in event ? [event.content] : []));
    expect(contents.map((content) => messageContentSchema.parse(content))).toEqual(contents);
  });
});

describe('a status of each kind', () => {
  it.each<[string, object]>([
    [
      'sent',
      {
        status: 'sent',
        messageId: '01980000-0000-7000-8000-000000000001',
        at: new Date(1_790_000_005_000),
        recipient: amelie,
        pricing: { category: 'service', type: 'regular', model: 'PMP', isBillable: true },
      },
    ],
    ['delivered', { status: 'delivered' }],
    ['read', { status: 'read', at: new Date(1_790_000_009_000) }],
    ['played', { status: 'read' }],
    [
      'failed',
      {
        status: 'failed',
        recipient: { phone: '+33612340001' },
        error: { code: 131047, title: 'Re-engagement message', detail: 'More than 24 hours have passed.' },
      },
    ],
    ['group', { status: 'delivered', recipient: amelie }],
  ])('%s', (name, expected) => {
    expect(eventsOf(`status-${name}`)).toEqual([
      expect.objectContaining({ kind: 'status', channelKey: '310000000000001', providerMessageId: 'wamid.ours', ...expected }),
    ]);
  });

  it('records a status that it does not know', () => {
    expect(eventsOf('status-deleted')).toMatchObject([
      { kind: 'ignored', field: 'messages', reason: 'status_not_handled', raw: { status: 'deleted' } },
    ]);
  });
});

describe('every other field', () => {
  it.each<[string, object[]]>([
    ['value-errors', [{ kind: 'ignored', field: 'messages', reason: 'provider_error', raw: { code: 130429, title: 'Rate limit hit' } }]],
    ['user-actions', [{ kind: 'ignored', field: 'messages', reason: 'part_not_handled' }]],
    [
      'user-preferences',
      [{ kind: 'preference', person: amelie, category: 'marketing_messages', value: 'stop', at: new Date(1_790_000_000_000) }],
    ],
    [
      'history',
      [
        { kind: 'message', providerMessageId: 'wamid.old-1', from: { phone: '+33612340001' }, disposition: not('history') },
        { kind: 'ignored', reason: 'history_of_business', raw: { id: 'wamid.old-2' } },
        {
          kind: 'message',
          providerMessageId: 'wamid.old-3',
          disposition: not('history'),
          content: { kind: 'unsupported', type: 'media_placeholder' },
        },
      ],
    ],
    ['history-declined', [{ kind: 'ignored', field: 'history', reason: 'provider_error' }]],
    [
      'smb-message-echoes',
      [
        {
          kind: 'echo',
          providerMessageId: 'wamid.echo',
          to: { bsuid, phone: '+33612340001' },
          content: { kind: 'text', text: "C'est Paul, je prends le relais" },
        },
      ],
    ],
    [
      'standby',
      [
        { kind: 'message', providerMessageId: 'wamid.standby', disposition: not('standby_copy') },
        { kind: 'ignored', field: 'standby', reason: 'standby_copy', raw: { id: 'wamid.other' } },
      ],
    ],
    ['smb-app-state-sync', [{ kind: 'ignored', field: 'smb_app_state_sync', reason: 'field_not_handled', channelKey: '310000000000001' }]],
    ['messaging-handovers', [{ kind: 'ignored', field: 'messaging_handovers', reason: 'field_not_handled' }]],
    ['calls', [{ kind: 'ignored', field: 'calls', reason: 'field_not_handled', raw: { calls: [{ id: 'wacid.1' }] } }]],
    [
      'message-template-status-update',
      [{ kind: 'ignored', field: 'message_template_status_update', reason: 'field_not_handled', accountKey: '210000000000001' }],
    ],
    ['account-update', [{ kind: 'ignored', field: 'account_update', reason: 'field_not_handled' }]],
    ['user-id-update', [{ kind: 'ignored', field: 'user_id_update', reason: 'field_not_handled' }]],
  ])('%s', (name, expected) => {
    const events = eventsOf(name);
    expect(events).toHaveLength(expected.length);
    expect(events).toMatchObject(expected);
  });
});

describe('a part that leads nowhere', () => {
  const reasonsOf = (entry: unknown): unknown => {
    const result = normalise(Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] })), { receivedAt });
    return result.ok && result.events.map((event) => (event.kind === 'ignored' ? event.reason : event.kind));
  };
  const changed = (value: unknown) => ({ id: '21', changes: [{ field: 'messages', value }] });
  const metadata = { phone_number_id: '31' };

  it.each<[string, unknown, string[]]>([
    ['an entry without changes', {}, ['no_changes']],
    ['an entry that is text', 'x', ['no_changes']],
    ['a value that is none', changed(null), ['not_an_object']],
    ['a value that says nothing', changed({ metadata }), ['empty_value']],
    ['messages that are no list', changed({ metadata, messages: 'x' }), ['not_a_list']],
    ['a message that is no object', changed({ metadata, messages: [7] }), ['not_an_object']],
    ['a message without an id', changed({ metadata, messages: [{ type: 'text' }] }), ['no_message_id']],
    ['a message with an id too long for an index', changed({ metadata, messages: [{ id: 'x'.repeat(600) }] }), ['no_message_id']],
    ['a message to no channel', changed({ messages: [{ id: 'wamid.1' }] }), ['no_channel']],
  ])('%s is recorded', (_, entry, reasons) => expect(reasonsOf(entry)).toEqual(reasons));
});

describe('a body that is no envelope', () => {
  it.each([
    ['{', 'not_json'],
    ['[]', 'not_an_object'],
    ['null', 'not_an_object'],
    ['{"object":"page","entry":[]}', 'unknown_object'],
    ['{"object":"whatsapp_business_account"}', 'no_entries'],
    ['{"object":"whatsapp_business_account","entry":[]}', 'no_entries'],
  ])('%s is refused as %s', (body, reason) => {
    expect(normalise(Buffer.from(body), { receivedAt })).toEqual({ ok: false, reason });
  });

  it('is refused when larger than any webhook', () => {
    expect(normalise(Buffer.alloc(5 * 1_024 * 1_024, ' '), { receivedAt })).toEqual({ ok: false, reason: 'too_large' });
  });
});
