import fc from 'fast-check';
import { fromGenerateContentResponse } from './from-generate-content-response.ts';
import { planEmbeddingBatches } from './plan-embedding-batches.ts';
import { fromProtobufValue, toProtobufValue, type JsonValue } from './protobuf-value.ts';
import type { RawGenerateContentResponse } from './raw-service.ts';
import { discoveryHost, serviceAddress, vertexHost } from './service-address.ts';
import { toGenerateContentRequest } from './to-generate-content-request.ts';
import { unitVector } from './unit-vector.ts';

const call = { model: 'm', attempts: 1 };
const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 3, thoughtsTokenCount: 4, totalTokenCount: 17 };
const read = (response: RawGenerateContentResponse) => fromGenerateContentResponse({ usageMetadata, responseId: 'r', ...response }, call);

describe('fromGenerateContentResponse', () => {
  it('joins the texts, leaves thoughts out, and counts them as output', () => {
    const result = read({
      candidates: [{ content: { parts: [{ text: 'hmm', thought: true }, { text: 'Bon' }, { text: 'jour' }] }, finishReason: 'STOP' }],
    });
    expect(result).toEqual({
      kind: 'answer',
      text: 'Bonjour',
      toolCalls: [],
      truncated: false,
      usage: { promptTokens: 10, outputTokens: 7, totalTokens: 17 },
      responseId: 'r',
      ...call,
    });
  });

  it('reads tool calls as plain JSON', () => {
    const functionCall = {
      name: 'f',
      args: { fields: { list: { listValue: { values: [{ numberValue: 1 }, { nullValue: 0 }, { boolValue: false }] } } } },
    };
    expect(read({ candidates: [{ content: { parts: [{ functionCall }] }, finishReason: 'STOP' }] })).toMatchObject({
      kind: 'answer',
      text: '',
      toolCalls: [{ name: 'f', args: { list: [1, null, false] } }],
    });
  });

  it.each<[string, RawGenerateContentResponse, object]>([
    ['a refused prompt', { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, { kind: 'blocked', reason: 'PROHIBITED_CONTENT' }],
    [
      'an answer taken back half way',
      { candidates: [{ content: { parts: [{ text: 'half' }] }, finishReason: 'SAFETY' }] },
      { kind: 'blocked', reason: 'SAFETY' },
    ],
    [
      'an answer cut short',
      { candidates: [{ content: { parts: [{ text: 'half' }] }, finishReason: 'MAX_TOKENS' }] },
      { kind: 'answer', truncated: true },
    ],
    ['all tokens thought away', { candidates: [{ content: null, finishReason: 'MAX_TOKENS' }] }, { kind: 'empty', reason: 'MAX_TOKENS' }],
    ['white space', { candidates: [{ content: { parts: [{ text: ' \n' }] }, finishReason: 'STOP' }] }, { kind: 'empty', reason: 'STOP' }],
    ['no candidate', { candidates: [] }, { kind: 'empty', reason: 'NO_CANDIDATE' }],
    ['an unspecified block reason', { promptFeedback: { blockReason: 'BLOCKED_REASON_UNSPECIFIED' } }, { kind: 'empty' }],
  ])('reads %s', (_case, response, expected) => {
    expect(read(response)).toMatchObject({ ...expected, usage: { totalTokens: 17 } });
  });
});

it('writes turns, media, tools and labels in the form of the protocol', () => {
  const request = toGenerateContentRequest(
    {
      system: 'Be brief.',
      turns: [
        { role: 'user', parts: [{ text: 'hi' }, { text: '' }, { media: { uri: 'gs://b/o', mimeType: 'image/jpeg' } }] },
        { role: 'assistant', parts: [{ text: 'hello' }] },
        { role: 'user', parts: [{ text: '' }] },
      ],
      tools: [
        {
          name: 'find',
          description: 'finds',
          parameters: { type: 'object', properties: { ids: { type: 'array', items: { type: 'string', enum: ['a'] } } }, required: ['ids'] },
        },
        { name: 'stop', description: 'stops', parameters: { type: 'object' } },
      ],
      maxOutputTokens: 100,
      temperature: 0.2,
    },
    { model: 'm', thinkingLevel: 'LOW' },
    'projects/p/m',
    { Tenant: 'A b' },
  );
  expect(request).toEqual({
    model: 'projects/p/m',
    labels: { tenant: 'a_b' },
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    contents: [
      { role: 'user', parts: [{ text: 'hi' }, { fileData: { fileUri: 'gs://b/o', mimeType: 'image/jpeg' } }] },
      { role: 'model', parts: [{ text: 'hello' }] },
    ],
    tools: [
      {
        functionDeclarations: [
          {
            name: 'find',
            description: 'finds',
            parameters: {
              type: 'OBJECT',
              properties: { ids: { type: 'ARRAY', items: { type: 'STRING', enum: ['a'] } } },
              required: ['ids'],
            },
          },
          { name: 'stop', description: 'stops' },
        ],
      },
    ],
    generationConfig: { maxOutputTokens: 100, temperature: 0.2, thinkingConfig: { thinkingLevel: 'LOW' } },
  });
});

it('carries any JSON through a protobuf Value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (json) => {
      const plain = JSON.parse(JSON.stringify(json)) as JsonValue;
      expect(fromProtobufValue(toProtobufValue(plain))).toEqual(plain);
    }),
  );
});

it('plans batches that keep the order and the limits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 600 }), (lengths) => {
      const texts = lengths.map((length) => 'é'.repeat(length));
      const batches = planEmbeddingBatches(texts, { textsPerRequest: 250 });
      expect(batches.flat()).toEqual(texts);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(250);
        expect(batch.reduce((total, text) => total + text.length / 2, 0)).toBeLessThanOrEqual(20_000);
      }
    }),
    { numRuns: 20 },
  );
});

it('scales vectors to length 1', () => {
  expect([...unitVector([3, 4])]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
  expect([...unitVector([0, 0])]).toEqual([0, 0]);
});

it.each([
  ['europe-west1', undefined, { host: 'europe-west1-aiplatform.googleapis.com', port: 443, isInsecure: false }],
  ['global', undefined, { host: 'aiplatform.googleapis.com', port: 443, isInsecure: false }],
  ['eu', undefined, { host: 'aiplatform.eu.rep.googleapis.com', port: 443, isInsecure: false }],
  ['global', '127.0.0.1:8085', { host: '127.0.0.1', port: 8085, isInsecure: true }],
  ['global', 'http://localhost:8085', { host: 'localhost', port: 8085, isInsecure: true }],
  ['global', 'proxy.example:8443', { host: 'proxy.example', port: 8443, isInsecure: false }],
])('finds the address of %s with endpoint %s', (location, endpoint, address) => {
  expect(serviceAddress(vertexHost(location), endpoint)).toEqual(address);
});

it.each([
  ['global', 'discoveryengine.googleapis.com'],
  ['eu', 'eu-discoveryengine.googleapis.com'],
])('finds the host of managed search in %s', (location, host) => {
  expect(discoveryHost(location)).toBe(host);
});
