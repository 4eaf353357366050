import { claimBubble, insertOutbound, recordSend, type OutboxStep } from '@sylion/database';
import { newId, outgoingMessages } from '@sylion/schemas';
import { startTurn } from '@sylion/testbed';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

const sendTimeoutMs = 3_000;
const rules = {
  render: (text: string) => [text],
  sendTimeoutMs: 10_000,
  graceMs: 10_000,
  listeningMs: () => Infinity,
  typingIntervalMs: 20_000,
};

let api: TestApi;
let tenant: TestTenant;
let conversationId: string;

const asAgent = (body?: unknown) => ({ key: tenant.keys.agent, body });
const path = (action = '') => `/v1/conversations/${conversationId}${action}`;
const inTenant = <Result>(work: Parameters<typeof api.database.asTenant<Result>>[1]) => api.database.asTenant(tenant.tenantId, work);
const nextStep = (): Promise<OutboxStep> => inTenant((scope) => claimBubble(scope, conversationId, rules));
const assistantSays = (...texts: string[]) =>
  inTenant(async (scope) => {
    for (const text of texts)
      await insertOutbound(scope, {
        messageId: newId(),
        conversationId,
        channelId: tenant.channelId,
        author: 'assistant',
        content: { kind: 'text', text },
        epoch: 0,
      });
  });
const messages = async () =>
  (await api.call('get', path('/messages'), asAgent())).body.items as {
    author: string;
    state: string;
    seq: number;
    content: { text: string };
  }[];

beforeAll(async () => {
  api = await startTestApi({ SEND_TIMEOUT_MS: String(sendTimeoutMs - 1_000) });
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());
beforeEach(async () => {
  conversationId = await writeInbound(api, tenant, { text: 'Vous êtes ouverts ?' });
});

describe('reading', () => {
  it('lists conversations and their messages in order, from a seq on', async () => {
    await assistantSays('Oui !', 'Jusqu’à 19 h.');
    const { items } = (await api.call('get', `/v1/conversations?channelId=${tenant.channelId}`, asAgent())).body;
    expect(items.find(({ id }: { id: string }) => id === conversationId)).toMatchObject({
      handledBy: 'assistant',
      displayName: 'Zoé',
      epoch: 0,
    });
    expect((await messages()).map(({ author, content }) => [author, content.text])).toEqual([
      ['end_user', 'Vous êtes ouverts ?'],
      ['assistant', 'Oui !'],
      ['assistant', 'Jusqu’à 19 h.'],
    ]);
    expect((await api.call('get', path('/messages?afterSeq=1&limit=1'), asAgent())).body.items).toMatchObject([
      { seq: 2, state: 'queued' },
    ]);
  });

  it('lists the turns', async () => {
    const turnId = newId();
    await inTenant((scope) =>
      startTurn(scope, { turnId, conversationId, assistantId: tenant.assistantId, assistantVersion: 1, epoch: 0, leaseMs: 1 }),
    );
    expect((await api.call('get', path('/turns'), asAgent())).body.items).toMatchObject([
      { id: turnId, state: 'running', assistantId: tenant.assistantId, assistantVersion: 1, finishedAt: null },
    ]);
  });
});

describe('a take-over', () => {
  it('silences the assistant in the middle of a reply: it waits for the bubble on the wire and cancels the rest', async () => {
    await assistantSays('one', 'two');
    const step = await nextStep();
    if (step.kind !== 'send') throw new Error(`expected a bubble, got ${step.kind}`);
    let isAnswered = false;
    const takingOver = api.call('post', path('/take-over'), asAgent()).then((response) => {
      isAnswered = true;
      return response;
    });
    const cancelled = async (): Promise<boolean> => (await messages()).some(({ state }) => state === 'cancelled');
    while (!(await cancelled())) expect(isAnswered).toBe(false);
    for (let look = 0; look < 5; look += 1) await messages(); // a take-over that did not wait would have answered by now
    expect(isAnswered).toBe(false);
    await inTenant((scope) => recordSend(scope, step.bubble.messageId, { kind: 'sent', providerMessageId: `wamid.${newId()}` }));
    const response = await takingOver;
    expect([response.status, response.body.handledBy, response.body.epoch]).toEqual([200, 'human', 1]);
    expect((await messages()).map(({ state }) => state)).toEqual(['handed_off', 'sent', 'cancelled']);
    expect((await nextStep()).kind).toBe('idle');
  });

  it('does not wait for ever for a bubble whose sender died', async () => {
    await assistantSays('lost');
    expect((await nextStep()).kind).toBe('send');
    const startedAt = performance.now();
    expect((await api.call('post', path('/take-over'), asAgent())).status).toBe(200);
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(sendTimeoutMs - 500);
  });

  it('taken twice is one, and handing back lets the assistant speak again', async () => {
    for (const epoch of [1, 1])
      expect((await api.call('post', path('/take-over'), asAgent())).body).toMatchObject({ handledBy: 'human', epoch });
    for (const epoch of [2, 2])
      expect((await api.call('post', path('/hand-back'), asAgent())).body).toMatchObject({ handledBy: 'assistant', epoch });
    const entries = await inTenant(({ sql, tenantId }) =>
      sql
        .selectFrom('auditLog')
        .where('tenantId', '=', tenantId)
        .where('subjectId', '=', conversationId)
        .select(['action', 'requestId'])
        .orderBy('id')
        .execute(),
    );
    expect(entries.map(({ action }) => action)).toEqual(['conversation.taken_over', 'conversation.handed_back']);
    expect(entries.every(({ requestId }) => requestId !== null)).toBe(true);
  });
});

describe('writing as a human', () => {
  const write = (text = 'Ici Paul, de la boulangerie.') => api.call('post', path('/messages'), asAgent({ text }));

  it('needs the conversation to be taken over', async () => {
    const response = await write();
    expect([response.status, response.body.code]).toEqual([409, 'not_taken_over']);
  });

  it('queues the message, nudges the gateway, and a hand-back does not take it back', async () => {
    await api.call('post', path('/take-over'), asAgent());
    const before = await api.queues.depth(outgoingMessages);
    const response = await write();
    expect([response.status, response.body]).toEqual([201, { id: response.body.id, conversationId, seq: 2, state: 'queued' }]);
    expect(await api.queues.depth(outgoingMessages)).toBe(before + 1);
    await api.call('post', path('/hand-back'), asAgent());
    expect(await nextStep()).toMatchObject({ kind: 'send', bubble: { messageId: response.body.id, author: 'human' } });
  });

  it('is possible only within 24 hours of the end user’s last message', async () => {
    conversationId = await writeInbound(api, tenant, { ageMs: 24 * 3_600_000 + 1_000 });
    await api.call('post', path('/take-over'), asAgent());
    const response = await write();
    expect([response.status, response.body.code]).toEqual([409, 'service_window_closed']);
  });

  it('leaves no text in the audit log', async () => {
    await api.call('post', path('/take-over'), asAgent());
    await write('confidentiel');
    const entries = await inTenant(({ sql, tenantId }) =>
      sql.selectFrom('auditLog').where('tenantId', '=', tenantId).selectAll().execute(),
    );
    expect(entries.some(({ action }) => action === 'message.sent_by_human')).toBe(true);
    expect(JSON.stringify(entries)).not.toContain('confidentiel');
  });
});
