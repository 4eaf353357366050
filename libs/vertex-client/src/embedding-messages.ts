import { PermanentModelError } from './errors.ts';
import { fromProtobufValue, toProtobufValue, type JsonObject, type JsonValue } from './protobuf-value.ts';
import type { RawResponses } from './raw-service.ts';
import { unitVector } from './unit-vector.ts';
import type { EmbedOptions, EmbedResult } from './vertex-client.ts';

/** A Predict request; the service is told to refuse what it would otherwise cut short in silence. */
export function predictRequest(modelName: string, texts: string[], options: EmbedOptions) {
  const title: JsonObject = options.taskType === 'RETRIEVAL_DOCUMENT' && options.title ? { title: options.title } : {};
  return {
    endpoint: modelName,
    instances: texts.map((content) => toProtobufValue({ content, task_type: options.taskType, ...title })),
    parameters: toProtobufValue({ outputDimensionality: options.dimension, autoTruncate: false }),
    labels: { tenant_id: options.tenantId },
  };
}

/** @throws {PermanentModelError} `MALFORMED_RESPONSE`, `TEXT_TOO_LONG` */
export function readPredictions({ predictions = [] }: RawResponses['predict'], count: number, options: EmbedOptions): EmbedResult {
  if (predictions.length !== count) throw malformed(`${predictions.length} embeddings for ${count} texts`);
  const embeddings = predictions.map((prediction) => field(fromProtobufValue(prediction), 'embeddings'));
  const statistics = embeddings.map((embedding) => field(embedding, 'statistics'));
  if (statistics.some((one) => field(one, 'truncated') === true)) throw cutShort(options);
  return {
    vectors: embeddings.map((embedding) => {
      const values = field(embedding, 'values');
      return toVector(Array.isArray(values) ? values.filter((value) => typeof value === 'number') : [], options);
    }),
    tokens: statistics.reduce<number>((total, one) => total + Number(field(one, 'token_count') ?? 0), 0),
  };
}

/** An EmbedContent request of gemini-embedding-2, which ignores the task type and wants it said in the text. */
export function embedContentRequest(modelName: string, text: string, options: EmbedOptions) {
  return {
    model: modelName,
    content: { parts: [{ text: withTaskPrefix(text, options) }] },
    embedContentConfig: { outputDimensionality: options.dimension, autoTruncate: false },
  };
}

/** @throws {PermanentModelError} `MALFORMED_RESPONSE`, `TEXT_TOO_LONG` */
export function readEmbedContent(response: RawResponses['embedContent'], options: EmbedOptions): EmbedResult {
  if (response.truncated) throw cutShort(options);
  return { vectors: [toVector(response.embedding?.values ?? [], options)], tokens: response.usageMetadata?.promptTokenCount ?? 0 };
}

function withTaskPrefix(text: string, options: EmbedOptions): string {
  if (options.taskType === 'RETRIEVAL_DOCUMENT') return `title: ${options.title || 'none'} | text: ${text}`;
  return `task: ${options.taskType === 'SEMANTIC_SIMILARITY' ? 'sentence similarity' : 'search result'} | query: ${text}`;
}

function field(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

function toVector(values: number[], { dimension }: EmbedOptions): Float32Array {
  if (values.length !== dimension) throw malformed(`a vector of ${values.length} instead of ${dimension} numbers`);
  return unitVector(values);
}

function malformed(what: string): PermanentModelError {
  return new PermanentModelError('MALFORMED_RESPONSE', `The embedding model answered ${what}.`);
}

function cutShort({ model }: EmbedOptions): PermanentModelError {
  return new PermanentModelError('TEXT_TOO_LONG', `${model} cut a text short to embed it.`);
}
