import { classifyAnswer } from './classify-answer.ts';
import { graphErrorClass } from './graph-errors.ts';

const refused = (status: number, error: object | string, retryAfterMs?: number) =>
  classifyAnswer({ status, body: { error }, retryAfterMs });

describe('classifyAnswer', () => {
  it('takes the message id of an accepted message', () => {
    expect(classifyAnswer({ status: 200, body: { messages: [{ id: 'wamid.1', message_status: 'accepted' }] } })).toEqual({
      kind: 'accepted',
      providerMessageId: 'wamid.1',
    });
  });
  it.each([[undefined], [{}], [{ messages: [] }], ['ok']])('does not know the outcome of a 200 with %p', (body) => {
    expect(classifyAnswer({ status: 200, body })).toMatchObject({ kind: 'unknown' });
  });

  it.each<[number, number, object]>([
    [400, 131056, { kind: 'throttled', scope: 'pair', retryAfterMs: 4_000, code: 131056 }],
    [400, 130429, { kind: 'throttled', scope: 'number' }],
    [400, 80007, { kind: 'throttled', scope: 'account' }],
    [400, 4, { kind: 'throttled', scope: 'account' }],
    [400, 131049, { kind: 'later', retryAfterMs: 86_400_000 }],
    [400, 133015, { kind: 'later', retryAfterMs: 300_000 }],
    [500, 131057, { kind: 'later', retryAfterMs: 60_000 }],
    [400, 1, { kind: 'unknown', code: 1 }],
    [500, 131000, { kind: 'unknown' }],
    [503, 2, { kind: 'unknown' }],
    [401, 190, { kind: 'credentials', code: 190 }],
    [401, 0, { kind: 'credentials' }],
    [403, 200, { kind: 'credentials' }],
    [403, 299, { kind: 'credentials' }],
    [400, 131042, { kind: 'credentials' }],
    [500, 131005, { kind: 'credentials' }],
    [400, 131047, { kind: 'permanent', code: 131047 }],
    [404, 132001, { kind: 'permanent' }],
    [400, 131050, { kind: 'permanent' }],
    [400, 138006, { kind: 'permanent' }],
    [400, 131026, { kind: 'user_permanent', code: 131026 }],
    [400, 130403, { kind: 'user_permanent' }],
  ])('HTTP %i with code %i', (status, code, expected) => expect(refused(status, { code })).toMatchObject(expected));

  it.each<[number, string]>([
    [400, 'permanent'],
    [401, 'credentials'],
    [402, 'credentials'],
    [403, 'permanent'],
    [404, 'permanent'],
    [408, 'unknown'],
    [429, 'throttled'],
    [500, 'unknown'],
    [502, 'unknown'],
  ])('judges a code of tomorrow by HTTP %i: %s', (status, kind) =>
    expect(refused(status, { code: 999_999 })).toMatchObject({ kind, code: 999_999 }),
  );
  it.each<[number, string]>([
    [302, 'credentials'],
    [400, 'permanent'],
    [403, 'credentials'],
    [429, 'throttled'],
    [503, 'unknown'],
  ])('judges an answer that is not Graph by HTTP %i: %s', (status, kind) =>
    expect(classifyAnswer({ status, body: undefined })).toMatchObject({ kind, code: status }),
  );

  it('does not repeat blindly what an unknown code calls transient', () =>
    expect(refused(400, { code: 999_999, is_transient: true })).toMatchObject({ kind: 'unknown' }));
  it('calls HTTP 429 throttled whatever the code', () => expect(refused(429, { code: 100 })).toMatchObject({ kind: 'throttled' }));
  it('waits as long as the provider asks', () => expect(refused(400, { code: 130429 }, 30_000)).toMatchObject({ retryAfterMs: 30_000 }));
  it('explains without phone numbers', () => {
    expect(refused(400, { code: 100, error_data: { details: 'Recipient +33 6 12 34 00 01 is wrong' } })).toMatchObject({
      detail: 'Recipient … is wrong',
    });
  });
  it('knows the ends of each range and nothing beyond', () => {
    expect([199, 300, 131200, 131216, 137999, 139005].map(graphErrorClass)).toEqual(Array(6).fill(undefined));
    expect([200, 299, 131201, 131215, 138000, 139004].map((code) => graphErrorClass(code)?.kind)).toEqual([
      'credentials',
      'credentials',
      'permanent',
      'permanent',
      'permanent',
      'permanent',
    ]);
  });
});
