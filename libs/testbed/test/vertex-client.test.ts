import {
  createVertexClient,
  DEFAULT_MODELS,
  EMBEDDING_MODELS,
  ModelCallCancelled,
  type GenerateRequest,
  type VertexClient,
} from '@sylion/vertex-client';

import { startTestVertex, type TestVertex } from '../src/index.ts';

const tenantId = '0190a1b2-0000-7000-8000-00000000000a';
const call = { timeoutMs: 20_000, tenantId };
const ask = (text: string, changes: Partial<GenerateRequest> = {}): GenerateRequest => ({
  tier: 'flash',
  system: 'Be brief.',
  turns: [{ role: 'user', parts: [{ text }] }],
  maxOutputTokens: 1_000,
  temperature: 0,
  ...changes,
});
const tool = {
  name: 'hand_off_to_human',
  description: 'Transfers',
  parameters: { type: 'object' as const, properties: { reason: { type: 'string' as const } } },
};

let emulator: TestVertex;
let client: VertexClient;
let warnings: string[];

const askedModels = async () => (await emulator.calls()).map((logged) => logged.model.replace(/^.*\//, ''));

beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = 'none';
  emulator = await startTestVertex();
  client = createVertexClient({
    project: 'p',
    location: 'europe-west1',
    apiEndpoint: emulator.endpoint,
    models: DEFAULT_MODELS,
    random: () => 0,
    logger: { warn: (_fields, message) => warnings.push(message) },
  });
});
afterAll(async () => {
  await client.close();
  await emulator.stop();
});
beforeEach(async () => {
  warnings = [];
  await emulator.reset();
});

describe('generate', () => {
  it('answers with usage that the provider logged, token for token, under the tenant', async () => {
    await emulator.control({ mode: 'echo' });
    const result = await client.generate(ask('one\ntwo'), { ...call, labels: { turn: 't-1' } });
    expect(result).toMatchObject({
      kind: 'answer',
      text: 'one\ntwo',
      toolCalls: [],
      truncated: false,
      model: 'gemini-3.5-flash-lite',
      attempts: 1,
    });
    const [logged] = await emulator.calls();
    expect(logged).toMatchObject({
      id: result.responseId,
      totalTokens: result.usage.totalTokens,
      labels: { tenant_id: tenantId, turn: 't-1' },
    });
    expect(logged?.model).toBe('projects/p/locations/europe-west1/publishers/google/models/gemini-3.5-flash-lite');
  });

  it('counts the tokens that generating costs', async () => {
    const request = ask('How many tokens is this?', { tools: [tool] });
    const { usage } = await client.generate(request, call);
    expect(await client.countTokens(request, call)).toBe(usage.promptTokens);
  });

  it('returns tool calls as plain JSON', async () => {
    const result = await client.generate(ask('I want to talk to a human', { tools: [tool] }), call);
    expect(result).toMatchObject({ kind: 'answer', toolCalls: [{ name: tool.name, args: { reason: expect.stringContaining('human') } }] });
  });

  it('tells blocked, empty and cut answers apart', async () => {
    await emulator.control({
      mode: 'script',
      script: [{ blockReason: 'SAFETY' }, { finishReason: 'SPII' }, { empty: true }, { text: 'far too long an answer' }],
    });
    expect(await client.generate(ask('x'), call)).toMatchObject({ kind: 'blocked', reason: 'SAFETY' });
    expect(await client.generate(ask('x'), call)).toMatchObject({ kind: 'blocked', reason: 'SPII' });
    expect(await client.generate(ask('x'), call)).toMatchObject({ kind: 'empty', reason: 'STOP' });
    expect(await client.generate(ask('x', { maxOutputTokens: 2 }), call)).toMatchObject({
      kind: 'answer',
      truncated: true,
      text: 'far too ',
    });
  });

  it('retries twice, then falls back, and charges only the answer', async () => {
    await emulator.control({
      mode: 'script',
      script: [{ error: { code: 'UNAVAILABLE' } }, { error: { code: 429 } }, { error: { code: 'INTERNAL' } }, { text: 'at last' }],
    });
    const result = await client.generate(ask('x'), call);
    expect(result).toMatchObject({ kind: 'answer', text: 'at last', attempts: 4, model: 'gemini-3.1-flash-lite' });
    expect(await askedModels()).toEqual([...new Array<string>(3).fill('gemini-3.5-flash-lite'), 'gemini-3.1-flash-lite']);
    expect((await emulator.calls()).reduce((total, logged) => total + logged.totalTokens, 0)).toBe(result.usage.totalTokens);
    expect(warnings).toHaveLength(3);
  });

  it('gives up with the last code when nobody answers', async () => {
    await emulator.control({ failRate: 1, failCode: 429 });
    await expect(client.generate(ask('x'), call)).rejects.toMatchObject({
      name: 'TransientModelError',
      code: 'RESOURCE_EXHAUSTED',
      attempts: 6,
    });
    await emulator.control({ failRate: 1, failCode: 'PERMISSION_DENIED' });
    await expect(client.generate(ask('x'), call)).rejects.toMatchObject({
      name: 'PermanentModelError',
      code: 'PERMISSION_DENIED',
      attempts: 1,
    });
  });

  it('asks the next model for an attempt that hangs, within the budget', async () => {
    await emulator.control({ mode: 'script', script: [{ delayMs: 60_000 }, { text: 'unreached' }] });
    const startedAt = performance.now();
    const result = await client.generate(ask('x'), { ...call, timeoutMs: 1_500 });
    expect(result).toMatchObject({ kind: 'answer', attempts: 2 });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('ends in time when everything hangs', async () => {
    await emulator.control({ latencyMs: 60_000 });
    await expect(client.generate(ask('x'), { ...call, timeoutMs: 300 })).rejects.toMatchObject({
      name: 'TransientModelError',
      code: 'DEADLINE_EXCEEDED',
    });
  });

  it('cancels the running call at once when its caller gives up', async () => {
    await emulator.control({ latencyMs: 60_000 });
    const controller = new AbortController();
    const running = client.generate(ask('x'), { ...call, signal: controller.signal });
    running.catch(() => {});
    while ((await emulator.calls())[0]?.state !== 'running');
    const abortedAt = performance.now();
    controller.abort();
    await expect(running).rejects.toBeInstanceOf(ModelCallCancelled);
    expect(performance.now() - abortedAt).toBeLessThan(500);
    while ((await emulator.calls())[0]?.state === 'running');
    expect(await emulator.calls()).toMatchObject([{ state: 'cancelled', totalTokens: 0 }]);
    await expect(client.generate(ask('x'), { ...call, signal: controller.signal })).rejects.toBeInstanceOf(ModelCallCancelled);
    expect(await emulator.calls()).toHaveLength(1);
  });

  it('maps a retired model with a warning, and reports one that does not exist', async () => {
    expect(await client.generate(ask('x', { model: 'gemini-1.5-pro' }), call)).toMatchObject({ model: 'gemini-3.8-flash' });
    expect(warnings).toEqual([expect.stringContaining('gemini-1.5-pro is retired')]);
    expect((await emulator.calls())[0]?.model).toContain('/locations/global/');
    await expect(client.generate(ask('x', { model: 'gemini-99-flash' }), call)).rejects.toMatchObject({
      name: 'PermanentModelError',
      code: 'NOT_FOUND',
    });
  });
});

describe('embed', () => {
  const embedding = { ...call, model: 'text-multilingual-embedding-002', dimension: 64, taskType: 'RETRIEVAL_DOCUMENT' as const };
  const dot = (one?: Float32Array, other?: Float32Array) =>
    one && other ? one.reduce((total, value, index) => total + value * (other[index] ?? 0), 0) : NaN;

  it('embeds any number of texts in order, in batches the service accepts', async () => {
    const texts = Array.from({ length: 600 }, (_, index) => `passage ${index} ${'mot '.repeat(index % 40)}`);
    const { vectors, tokens } = await client.embed(texts, embedding);
    expect(vectors).toHaveLength(600);
    const [alone] = (await client.embed([texts[432] ?? ''], embedding)).vectors;
    expect(vectors[432]).toEqual(alone);
    expect(dot(alone, alone)).toBeCloseTo(1, 5);
    const batches = (await emulator.calls()).slice(0, -1);
    expect(batches.flatMap((batch) => batch.request.texts ?? [])).toHaveLength(600);
    expect(batches.reduce((total, batch) => total + batch.totalTokens, 0)).toBe(tokens);
  });

  it('sends gemini-embedding-2 one text a call, with its task said in it', async () => {
    const model = 'gemini-embedding-2';
    const documents = await client.embed(['Les horaires du magasin', 'La livraison gratuite'], { ...embedding, model, title: 'FAQ' });
    const question = await client.embed(['horaires ?'], { ...embedding, model, taskType: 'RETRIEVAL_QUERY' });
    expect((await emulator.calls()).map((logged) => logged.request.texts)).toEqual([
      ['title: FAQ | text: Les horaires du magasin'],
      ['title: FAQ | text: La livraison gratuite'],
      ['task: search result | query: horaires ?'],
    ]);
    expect(dot(question.vectors[0], documents.vectors[0])).toBeGreaterThan(dot(question.vectors[0], documents.vectors[1]));
  });

  const manyTexts = Array.from({ length: 30 }, (_, index) => `passage ${index}`);

  it.each(['text-multilingual-embedding-002', 'text-embedding-005', 'gemini-embedding-001', 'gemini-embedding-2'])(
    'keeps to the limits of %s, at its full size',
    async (model) => {
      const dimension = EMBEDDING_MODELS[model]?.dimensions ?? 0;
      const texts = [...manyTexts, ...new Array<string>(20).fill('mot '.repeat(1_500))];
      const { vectors } = await client.embed(texts, { ...embedding, model, dimension });
      expect(vectors.map((vector) => vector.length)).toEqual(new Array<number>(50).fill(dimension));
      expect(new Set((await emulator.calls()).map((logged) => logged.state))).toEqual(new Set(['ok']));
      await expect(client.embed(['x'], { ...embedding, model, dimension: dimension + 1 })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
    },
  );

  it('sends one text a call to a model that refuses batches, and remembers it', async () => {
    const fresh = createVertexClient({ project: 'p', location: 'europe-west1', apiEndpoint: emulator.endpoint, models: DEFAULT_MODELS });
    const together = (await client.embed(manyTexts, embedding)).vectors;
    await emulator.control({ textsPerRequest: 1 });
    expect((await fresh.embed(manyTexts, embedding)).vectors).toEqual(together);
    await emulator.reset();
    await fresh.embed(manyTexts, embedding);
    expect((await emulator.calls()).map((logged) => logged.request.texts?.length)).toEqual(new Array<number>(30).fill(1));
    await fresh.close();
  });

  it.each([
    ['text-multilingual-embedding-002', 2_048],
    ['gemini-embedding-2', 8_192],
  ])('refuses a text that %s would cut short, and does not blame batches for it', async (model, maximumTokens) => {
    const tooLong = 'x'.repeat(maximumTokens * 4 + 100);
    await expect(client.embed([tooLong], { ...embedding, model })).rejects.toMatchObject({
      name: 'PermanentModelError',
      code: 'TEXT_TOO_LONG',
    });
    await expect(client.embed(['short', tooLong, 'short'], { ...embedding, model })).rejects.toMatchObject({ code: 'TEXT_TOO_LONG' });
    await expect(client.embed(['short', ' '], { ...embedding, model })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await emulator.reset();
    await client.embed(['short', 'short'], { ...embedding, model });
    expect((await emulator.calls()).map((logged) => logged.request.texts?.length)).toEqual(model === 'gemini-embedding-2' ? [1, 1] : [2]);
  });

  it('survives throttling, and embeds nothing for nothing', async () => {
    await emulator.control({ failRate: 0.3, failCode: 429, seed: 3 });
    expect((await client.embed(['a', 'b'], embedding)).vectors).toHaveLength(2);
    expect(await client.embed([], embedding)).toEqual({ vectors: [], tokens: 0 });
  });
});
