import type { Attempt } from './call-with-fallbacks.ts';
import { PermanentModelError } from './errors.ts';
import { planEmbeddingBatches } from './plan-embedding-batches.ts';
import { fromProtobufValue, toProtobufValue, type JsonObject, type JsonValue } from './protobuf-value.ts';
import type { VertexService } from './open-service.ts';
import { unitVector } from './unit-vector.ts';
import type { EmbedOptions, EmbedResult } from './vertex-client.ts';

const concurrentCalls = 8;

export interface EmbeddingCalls {
  service: VertexService;
  location: string;
  modelName: string;
  /** Runs one call under the retry policy and what is left of the budget. */
  run: <Answer>(attempt: Attempt<Answer>) => Promise<Answer>;
}

/** Embeds the texts with as few calls as the model allows: gemini-embedding-2 takes one text a call, the others batches. */
export async function embedTexts(texts: string[], options: EmbedOptions, calls: EmbeddingCalls): Promise<EmbedResult> {
  const takesOneText = options.model.startsWith('gemini-embedding-2');
  const batches = takesOneText ? texts.map((text) => [text]) : planEmbeddingBatches(texts);
  const embedBatch = takesOneText ? embedOne : predictBatch;
  const results: EmbedResult[] = [];
  for (let start = 0; start < batches.length; start += concurrentCalls) {
    results.push(...(await Promise.all(batches.slice(start, start + concurrentCalls).map((batch) => embedBatch(batch, options, calls)))));
  }
  return { vectors: results.flatMap((result) => result.vectors), tokens: results.reduce((total, result) => total + result.tokens, 0) };
}

async function predictBatch(
  texts: string[],
  options: EmbedOptions,
  { service, location, modelName, run }: EmbeddingCalls,
): Promise<EmbedResult> {
  const title: JsonObject = options.taskType === 'RETRIEVAL_DOCUMENT' && options.title ? { title: options.title } : {};
  const request = {
    endpoint: modelName,
    instances: texts.map((content) => toProtobufValue({ content, task_type: options.taskType, ...title })),
    parameters: toProtobufValue({ outputDimensionality: options.dimension }),
    labels: { tenant_id: options.tenantId },
  };
  const { predictions = [] } = await run((_choice, bounds) => service.call('predict', location, request, bounds));
  if (predictions.length !== texts.length) throw malformed(`${predictions.length} embeddings for ${texts.length} texts`);
  const embeddings = predictions.map((prediction) => readPrediction(fromProtobufValue(prediction)));
  return {
    vectors: embeddings.map(({ values }) => toVector(values, options.dimension)),
    tokens: embeddings.reduce((total, { tokens }) => total + tokens, 0),
  };
}

async function embedOne(
  texts: string[],
  options: EmbedOptions,
  { service, location, modelName, run }: EmbeddingCalls,
): Promise<EmbedResult> {
  const text = withTaskPrefix(texts[0] ?? '', options);
  const request = { model: modelName, content: { parts: [{ text }] }, embedContentConfig: { outputDimensionality: options.dimension } };
  const response = await run((_choice, bounds) => service.call('embedContent', location, request, bounds));
  return {
    vectors: [toVector(response.embedding?.values ?? [], options.dimension)],
    tokens: response.usageMetadata?.promptTokenCount ?? 0,
  };
}

/** gemini-embedding-2 ignores the task type and wants it said in the text. */
function withTaskPrefix(text: string, options: EmbedOptions): string {
  if (options.taskType === 'RETRIEVAL_DOCUMENT') return `title: ${options.title || 'none'} | text: ${text}`;
  return `task: ${options.taskType === 'SEMANTIC_SIMILARITY' ? 'sentence similarity' : 'search result'} | query: ${text}`;
}

function readPrediction(prediction: JsonValue): { values: number[]; tokens: number } {
  const embeddings = field(prediction, 'embeddings');
  const values = field(embeddings, 'values');
  const tokens = field(field(embeddings, 'statistics'), 'token_count');
  return {
    values: Array.isArray(values) ? values.filter((value) => typeof value === 'number') : [],
    tokens: typeof tokens === 'number' ? tokens : 0,
  };
}

function field(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

function toVector(values: number[], dimension: number): Float32Array {
  if (values.length !== dimension) throw malformed(`a vector of ${values.length} instead of ${dimension} numbers`);
  return unitVector(values);
}

function malformed(what: string): PermanentModelError {
  return new PermanentModelError('MALFORMED_RESPONSE', `The embedding model answered ${what}.`);
}
