import fc from 'fast-check';

import { fixtureNames, readFixture } from '../../../test/fixtures/read-fixture.ts';
import type { ProviderEvent } from '../provider-event.ts';
import { normalise } from './normalise.ts';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const bytesOf = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));
const envelopeOf = (changes: unknown[]): Buffer => bytesOf({ object: 'whatsapp_business_account', entry: [{ id: '21', changes }] });
const eventsOf = (body: Buffer): ProviderEvent[] => {
  const result = normalise(body, { receivedAt });
  if (!result.ok) throw new Error(result.reason);
  return result.events;
};

const knownChanges = fixtureNames('meta').flatMap((name) =>
  (JSON.parse(readFixture(`meta/${name}`).toString()) as { entry: { changes: unknown[] }[] }).entry.flatMap((entry) => entry.changes),
);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\uD83D', 'a\uDE00b', '__proto__', 'constructor'));
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    anyText,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(anyText, tie('value')),
  ),
})).value;

const validMessage = (id: string) => ({ id, from: '33612340001', timestamp: '1790000000', type: 'text', text: { body: id } });
const valueOf = (messages: unknown[]) => ({ metadata: { phone_number_id: '31' }, messages });

/** A known webhook in which some parts, at any depth, were replaced by anything or left out. */
const broken = fc
  .tuple(fc.constantFrom(...knownChanges), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.infiniteStream(anyJson))
  .map(([change, dice, replacements]) => {
    const breakParts = (value: unknown): unknown => {
      const roll = dice.next().value as number;
      if (roll < 0.06) return replacements.next().value;
      if (Array.isArray(value)) return value.map(breakParts);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .filter(() => (dice.next().value as number) > 0.04)
          .map(([key, item]) => [key, breakParts(item)]),
      );
    };
    return breakParts(change);
  });

const expectClean = (events: ProviderEvent[]) => {
  const text = JSON.stringify(events);
  expect(text).not.toContain('\\u0000');
  // JSON.stringify writes lone surrogates, and only those, as escapes (ECMA-262, well-formed JSON.stringify).
  expect(text).not.toMatch(/\\ud[89a-f]/i);
  expect(JSON.parse(text)).toHaveLength(events.length);
  expect(text).not.toContain('"reason":"reader_failed"');
};

describe('normalise', () => {
  it('never throws for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(normalise(Buffer.from(bytes), { receivedAt })).toHaveProperty('ok', false);
      }),
    );
  });

  it('never throws for any JSON, in any place of the envelope', () => {
    fc.assert(
      fc.property(
        anyJson,
        anyJson,
        fc.constantFrom('messages', 'history', 'standby', 'smb_message_echoes', 'user_preferences', 'constructor', '__proto__'),
        (body, part, field) => {
          normalise(bytesOf(body) ?? Buffer.alloc(0), { receivedAt });
          expectClean(
            eventsOf(
              bytesOf({
                object: 'whatsapp_business_account',
                entry: [
                  part,
                  {
                    changes: [
                      part,
                      { field, value: part },
                      { field, value: { [field]: part, messages: part, statuses: part, history: [part], message_echoes: [part] } },
                    ],
                  },
                ],
              }),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives clean, serialisable events for webhooks of which any part is broken', () => {
    fc.assert(
      fc.property(fc.array(broken, { minLength: 1, maxLength: 4 }), (changes) => expectClean(eventsOf(envelopeOf(changes)))),
      { numRuns: 500 },
    );
  });

  it('loses none of the valid messages beside broken ones', () => {
    fc.assert(
      fc.property(fc.array(anyJson, { maxLength: 4 }), fc.array(broken, { maxLength: 3 }), (items, changes) => {
        const events = eventsOf(
          envelopeOf([
            ...changes,
            { field: 'messages', value: valueOf([validMessage('wamid.first'), ...items, validMessage('wamid.last')]) },
            ...changes,
          ]),
        );
        const found = events.flatMap((event) =>
          event.kind === 'message' && event.channelKey === '31' && event.disposition.answerable ? [event.providerMessageId] : [],
        );
        expect(found).toEqual(expect.arrayContaining(['wamid.first', 'wamid.last']));
      }),
      { numRuns: 300 },
    );
  });

  it('reads a batch as the concatenation of its changes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...knownChanges), broken), { minLength: 1, maxLength: 8 }), (changes) => {
        expect(eventsOf(envelopeOf(changes))).toEqual(changes.flatMap((change) => eventsOf(envelopeOf([change]))));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps duplicates within a batch', () => {
    expect(
      eventsOf(envelopeOf([{ field: 'messages', value: valueOf([validMessage('wamid.same'), validMessage('wamid.same')]) }])),
    ).toHaveLength(2);
  });

  it('cuts what is nested too deeply, and reads the message beside it', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const body = `{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"deep":${deep},"metadata":{"phone_number_id":"31"},"messages":[${JSON.stringify(validMessage('wamid.beside'))}]}}]}]}`;
    const events = eventsOf(Buffer.from(body));
    expectClean(events);
    expect(events).toMatchObject([
      { kind: 'message', providerMessageId: 'wamid.beside' },
      { kind: 'ignored', reason: 'part_not_handled' },
    ]);
  });

  it('reads a thousand updates of one batch in well under the time that Meta waits', () => {
    const messages = Array.from({ length: 1_000 }, (_, index) => validMessage(`wamid.${index}`));
    const contacts = messages.map((_, index) => ({ wa_id: `3361${String(index).padStart(7, '0')}`, profile: { name: 'x' } }));
    const startedAt = performance.now();
    expect(eventsOf(envelopeOf([{ field: 'messages', value: { ...valueOf(messages), contacts } }]))).toHaveLength(1_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
