import { credentials, status } from '@grpc/grpc-js';
import { startGcsEmulator, type GcsEmulator } from '../src/gcs/start-gcs-emulator.ts';
import { fromProtobufValue, toProtobufValue } from '../src/vertex/protobuf-value.ts';
import { startVertexEmulator, type VertexEmulator } from '../src/vertex/start-vertex-emulator.ts';
import type { ProtobufValue } from '../src/vertex/vertex-messages.ts';

/** What these tests use of the official clients; their own types weigh many megabytes. */
interface OfficialClient {
  generateContent(
    request: object,
    options?: object,
  ): Promise<[{ candidates: Candidate[]; usageMetadata: Usage; promptFeedback?: { blockReason: string }; responseId: string }]>;
  streamGenerateContent(request: object): AsyncIterable<{ candidates: Candidate[]; usageMetadata?: Usage }>;
  embedContent(request: object): Promise<[{ embedding: { values: number[] }; usageMetadata: Usage }]>;
  predict(request: object): Promise<[{ predictions: ProtobufValue[] }]>;
  countTokens(request: object): Promise<[{ totalTokens: number }]>;
  close(): Promise<void>;
}
interface Candidate {
  content: { parts: { text?: string; functionCall?: { name: string; args: { fields: Record<string, ProtobufValue> } } }[] };
  finishReason: string;
}
interface Usage {
  promptTokenCount: number;
  candidatesTokenCount: number;
  totalTokenCount: number;
}

const modelName = (id: string) => `projects/p/locations/global/publishers/google/models/${id}`;
const model = modelName('gemini-3.5-flash-lite');
const user = (...texts: string[]) => ({ role: 'user', parts: texts.map((text) => ({ text })) });
const reply = (text: string) => ({ role: 'model', parts: [{ text }] });
const system = {
  parts: [
    {
      text: `Answer from the passages only.
<passage id="1">Horaires d'ouverture
Le magasin est ouvert du lundi au vendredi de 9h à 18h30. Le samedi, nous ouvrons de 10h à 16h.</passage>
<passage id="2">La livraison est gratuite à partir de 50 euros d'achat. Les retours sont acceptés pendant 30 jours.</passage>`,
    },
  ],
};
const handOff = { functionDeclarations: [{ name: 'hand_off_to_human', description: 'Transfers the conversation to a colleague' }] };

let gcs: GcsEmulator;
let emulator: VertexEmulator;
let prediction: OfficialClient;
let utility: OfficialClient;

const openClient = async (file: string, className: string, options: object) => {
  const module = (
    (await import(`@google-cloud/aiplatform/build/src/v1/${file}.js`)) as {
      default: Record<string, new (options: object) => OfficialClient>;
    }
  ).default;
  const Client = module[className];
  if (!Client) throw new Error(`no ${className}`);
  return new Client(options);
};
const control = (settings: object) =>
  fetch(`${emulator.controlUrl}/_control`, {
    method: 'POST',
    body: JSON.stringify(settings),
    headers: { 'content-type': 'application/json' },
  });
const calls = async () => (await (await fetch(`${emulator.controlUrl}/_log`)).json()) as Record<string, unknown>[];
const generate = async (contents: object[], extra: object = {}) => {
  const [response] = await prediction.generateContent({ model, contents, systemInstruction: system, ...extra });
  return {
    response,
    text: response.candidates[0]?.content.parts[0]?.text ?? '',
    call: response.candidates[0]?.content.parts[0]?.functionCall,
  };
};

beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = 'none';
  gcs = await startGcsEmulator();
  await fetch(`${gcs.url}/storage/v1/b`, { method: 'POST', body: JSON.stringify({ name: 'media' }) });
  emulator = await startVertexEmulator({ gcsEndpoint: gcs.url });
  const [host, port] = emulator.endpoint.split(':');
  const options = { apiEndpoint: host, port: Number(port), sslCreds: credentials.createInsecure(), projectId: 'p' };
  prediction = await openClient('prediction_service_client', 'PredictionServiceClient', options);
  utility = await openClient('llm_utility_service_client', 'LlmUtilityServiceClient', options);
});

afterAll(async () => {
  await Promise.all([prediction.close(), utility.close()]);
  await emulator.stop();
  await gcs.stop();
});

beforeEach(async () => {
  await fetch(`${emulator.controlUrl}/_control`, { method: 'DELETE' });
  await fetch(`${emulator.controlUrl}/_log`, { method: 'DELETE' });
});

describe('extract', () => {
  it.each([
    ['À quelle heure ouvrez-vous le samedi ?', '10h à 16h'],
    ['La livraison est-elle gratuite ?', '50 euros'],
    ['Combien de jours pour un retour ?', '30 jours'],
    ['La livraison est gratuite ? Et vous ouvrez le samedi ?', "50 euros d'achat. Le samedi"],
    ['Do you sell aquarium fish?', "don't know"],
    ['Vendez-vous des poissons rouges ?', "je n'ai pas cette information"],
    ['Bonjour', 'Comment puis-je vous aider'],
    ['¡Hola!', '¿En qué puedo ayudarle?'],
  ])('answers %j with %j', async (question, expected) => {
    expect((await generate([user(question)])).text).toContain(expected);
  });

  it('uses every new message of a burst, none that was answered', async () => {
    const { text } = await generate([
      user('livraison gratuite ?'),
      reply('…'),
      user('Bonjour'),
      user('et le samedi, vous ouvrez ?'),
      user('retours acceptés combien de jours ?'),
    ]);
    expect(text).toContain('10h à 16h');
    expect(text).toContain('30 jours');
    expect(text).not.toContain('50 euros');
  });

  it('hands off when the user asks for a human and the tool is declared', async () => {
    const { call } = await generate([user('je veux parler à un humain')], { tools: [handOff] });
    expect(call?.name).toBe('hand_off_to_human');
    expect(fromProtobufValue({ structValue: call?.args ?? { fields: {} } })).toEqual({ reason: expect.stringContaining('un humain') });
    expect((await generate([user('une table pour une personne')], { tools: [handOff] })).call).toBeUndefined();
  });

  it('mentions every medium, and hears what a voice note says', async () => {
    await fetch(`${gcs.url}/upload/storage/v1/b/media/o?uploadType=media&name=t/voice.ogg`, {
      method: 'POST',
      body: 'La livraison est gratuite ?',
      headers: { 'content-type': 'audio/ogg' },
    });
    await fetch(`${gcs.url}/upload/storage/v1/b/media/o?uploadType=media&name=t/photo.jpg`, {
      method: 'POST',
      body: Buffer.from([0xff, 0xd8, 0xff]),
    });
    const media = (name: string, mimeType: string) => ({ fileData: { fileUri: `gs://media/t/${name}`, mimeType } });
    const { text, response } = await generate(
      [{ role: 'user', parts: [media('photo.jpg', 'image/jpeg'), media('voice.ogg', 'audio/ogg')] }],
      { systemInstruction: undefined },
    );
    expect(text).toContain('photo');
    expect(text).toContain('message vocal');
    expect(response.usageMetadata.promptTokenCount).toBe(258 + 320);
    await expect(generate([{ role: 'user', parts: [media('gone.jpg', 'image/jpeg')] }])).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
    });
  });

  it('transcribes the pages of a PDF that carries their words', async () => {
    await fetch(`${gcs.url}/upload/storage/v1/b/media/o?uploadType=media&name=t/scan.pdf`, {
      method: 'POST',
      body: '<< /Type /Page /SylionPageText (Tarifs) >> endobj << /Type /Page /SylionPageText (Le pain : 2 euros) >> endobj',
    });
    const pdf = { fileData: { fileUri: 'gs://media/t/scan.pdf', mimeType: 'application/pdf' } };
    const prompt = { text: 'Transcribe pages 1 to 2 of the attached PDF as Markdown. Put a line `<!-- page N -->` before each page.' };
    const { text } = await generate([{ role: 'user', parts: [pdf, prompt] }], { systemInstruction: undefined });
    expect(text).toBe('<!-- page 1 -->\nTarifs\n\n<!-- page 2 -->\nLe pain : 2 euros');
    expect((await generate([{ role: 'user', parts: [pdf] }])).text).toContain('scan.pdf');
  });

  it('streams the same answer and usage', async () => {
    const whole = await generate([user('La livraison est-elle gratuite ?')]);
    let text = '';
    let usage: Usage | undefined;
    for await (const piece of prediction.streamGenerateContent({
      model,
      contents: [user('La livraison est-elle gratuite ?')],
      systemInstruction: system,
    })) {
      text += piece.candidates[0]?.content.parts[0]?.text ?? '';
      usage = piece.usageMetadata ?? usage;
    }
    expect(text).toBe(whole.text);
    expect(usage).toMatchObject({ totalTokenCount: whole.response.usageMetadata.totalTokenCount });
  });
});

describe('tokens and the log', () => {
  it('counts the same in the answer, in CountTokens and in the log', async () => {
    const request = {
      model,
      contents: [user('12345678', '1')],
      systemInstruction: { parts: [{ text: 'abcd' }] },
      tools: [],
      labels: { tenant: 't1' },
    };
    const [response] = await prediction.generateContent(request);
    expect(response.usageMetadata.promptTokenCount).toBe(2 + 1 + 1);
    const [counted] = await utility.countTokens({ endpoint: model, ...request, labels: undefined });
    expect(counted.totalTokens).toBe(4);
    const { promptTokenCount, candidatesTokenCount, totalTokenCount } = response.usageMetadata;
    expect((await calls())[0]).toMatchObject({
      id: response.responseId,
      method: 'GenerateContent',
      model,
      labels: { tenant: 't1' },
      state: 'ok',
      cancelled: false,
      promptTokens: promptTokenCount,
      outputTokens: candidatesTokenCount,
      totalTokens: totalTokenCount,
      request: { systemText: 'abcd', contents: [{ role: 'user', parts: [{ text: '12345678' }, { text: '1' }] }] },
      responseText: response.candidates[0]?.content.parts[0]?.text,
    });
  });

  it('cuts the answer at maxOutputTokens', async () => {
    const { response } = await generate([user('La livraison est-elle gratuite ?')], { generationConfig: { maxOutputTokens: 3 } });
    expect(response.candidates[0]?.finishReason).toBe('MAX_TOKENS');
    expect(response.usageMetadata.candidatesTokenCount).toBe(3);
  });

  it('stops a call that its caller gives up, and logs it as cancelled', async () => {
    await control({ latencyMs: 60_000 });
    await expect(prediction.generateContent({ model, contents: [user('slow')] }, { timeout: 150 })).rejects.toMatchObject({
      code: status.DEADLINE_EXCEEDED,
    });
    let logged = await calls();
    while (logged[0]?.state === 'running') logged = await calls();
    expect(logged[0]).toMatchObject({ state: 'cancelled', cancelled: true, totalTokens: 0 });
  });
});

describe('control', () => {
  it('echoes all new user messages verbatim', async () => {
    await control({ mode: 'echo' });
    const photo = { role: 'user', parts: [{ inlineData: { mimeType: 'image/jpeg', data: Buffer.from('x') } }] };
    expect((await generate([user('old'), reply('r'), user('one  *two*'), photo, user('three')])).text).toBe(
      'one  *two*\n[image/jpeg]\nthree',
    );
  });

  it('plays a script in order, then answers by itself', async () => {
    await control({
      mode: 'script',
      script: [
        { text: 'first' },
        { functionCall: { name: 'f', args: { n: 1 } } },
        { finishReason: 'SAFETY' },
        { blockReason: 'PROHIBITED_CONTENT' },
        { error: { code: 'RESOURCE_EXHAUSTED', message: 'slow down' } },
        { empty: true },
        { delayMs: 5 },
      ],
    });
    expect((await generate([user('x')])).text).toBe('first');
    expect((await generate([user('x')])).call).toMatchObject({ name: 'f', args: { fields: { n: { numberValue: 1 } } } });
    expect((await generate([user('x')])).response.candidates[0]?.finishReason).toBe('SAFETY');
    expect((await generate([user('x')])).response).toMatchObject({ candidates: [], promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } });
    await expect(generate([user('x')])).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED, details: 'slow down' });
    expect((await generate([user('x')])).response.candidates[0]?.content.parts).toEqual([]);
    expect((await generate([user('Hello')])).text).toContain('Hello!');
  });

  it('fails the same calls for the same seed', async () => {
    const outcomes = async () => {
      await control({ failRate: 0.5, failCode: 429, seed: 7 });
      return Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map(() =>
          generate([user('x')]).then(
            () => 0,
            (error: { code: number }) => error.code,
          ),
        ),
      ).then((codes) => codes.sort());
    };
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set([0, status.RESOURCE_EXHAUSTED]));
    expect(await outcomes()).toEqual(first);
  });

  it.each([[{ mode: 'magic' }], [{ unknown: 1 }], [{ failRate: 2 }], [{ failCode: 'NOPE' }], [{ script: [{ say: 'x' }] }], [[]], ['text']])(
    'refuses %j',
    async (settings) => {
      expect((await control(settings as object)).status).toBe(400);
    },
  );

  it.each(['gemini-1.5-flash', 'gemini-2.0-flash', 'gemini-pro', 'made-up'])('does not know the model %s', async (id) => {
    await expect(prediction.generateContent({ model: modelName(id), contents: [user('x')] })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });
});

describe('embeddings', () => {
  const dot = (one: number[], other: number[]) => one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  const predict = async (texts: string[], dimension = 256) => {
    const [response] = await prediction.predict({
      endpoint: modelName('text-multilingual-embedding-002'),
      instances: texts.map((content) => toProtobufValue({ content })),
      parameters: toProtobufValue({ outputDimensionality: dimension }),
    });
    return response.predictions.map(
      (prediction) =>
        (fromProtobufValue(prediction) as { embeddings: { values: number[]; statistics: { token_count: number } } }).embeddings,
    );
  };

  it('is deterministic, of unit length and near for related texts', async () => {
    const [question, near, far, again] = (
      await predict(['Quels sont les horaires ?', 'Nos HORAIRES sont affichés', 'Livraison de pizza', 'Quels sont les horaires ?'])
    ).map((one) => one.values);
    expect(again).toEqual(question);
    expect(dot(question ?? [], question ?? [])).toBeCloseTo(1, 5);
    expect(dot(question ?? [], near ?? [])).toBeGreaterThan(dot(question ?? [], far ?? []) + 0.1);
  });

  it('embeds one content at any dimension', async () => {
    const [response] = await prediction.embedContent({
      model: modelName('gemini-embedding-2'),
      content: { parts: [{ text: 'bonjour' }] },
      embedContentConfig: { outputDimensionality: 100 },
    });
    expect(response.embedding.values).toHaveLength(100);
    expect(response.usageMetadata.promptTokenCount).toBe(2);
  });

  it.each([
    ['more than 250 texts', new Array<string>(251).fill('x'), 8],
    ['more than 20,000 tokens', new Array<string>(11).fill('x'.repeat(8_000)), 8],
    ['more numbers than the model has', ['x'], 769],
  ])('refuses %s', async (_what, texts, dimension) => {
    await expect(predict(texts, dimension)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  it('cuts long texts short unless it is told not to', async () => {
    const text = 'x'.repeat(2_048 * 4 + 1);
    expect((await predict([text], 8))[0]).toMatchObject({ statistics: { token_count: 2_048, truncated: true } });
    const instances = [toProtobufValue({ content: text })];
    const parameters = toProtobufValue({ autoTruncate: false });
    await expect(prediction.predict({ endpoint: modelName('text-embedding-005'), instances, parameters })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
    });
  });
});
