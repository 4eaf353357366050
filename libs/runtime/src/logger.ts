import { pino, stdSerializers, type Logger as PinoLogger } from 'pino';

import { traceIds } from './tracing.ts';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

/**
 * JSON lines on standard output, with the ids of the trace that they belong to. Message texts, phone numbers and secrets are never
 * passed to it; as a net, fields that could hold one are left out at any depth, and an error is written without what its driver hung
 * on it.
 */
export function createLogger({ app, level }: { app: string; level: string }): Logger {
  return pino({
    level,
    base: { app },
    mixin: () => traceIds() ?? {},
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }), log: (line) => withoutSecrets(line) as Record<string, unknown> },
    redact: { paths: [...secretFields].flatMap((field) => [field, `*.${field}`]), remove: true }, // what a child logger carries
  });
}

const secretFields = new Set([
  'text',
  'content',
  'phone',
  'bsuid',
  'username',
  'displayName',
  'credentials',
  'accessToken',
  'apiKey',
  'authToken',
  'secret',
  'authorization',
  'raw',
  'payload',
]);
const errorFields = new Set(['error', 'err']);
const deepest = 6;

function withoutSecrets(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return withoutPayload(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth > deepest) return '…';
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function') return withoutSecrets(value.toJSON(), depth + 1);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !secretFields.has(name))
      .map(([name, field]) => [name, errorFields.has(name) ? withoutPayload(field) : withoutSecrets(field, depth + 1)]),
  );
}

/** An error's class, code, message and stack; never what a driver hangs on it (parameters, response bodies, row details). */
function withoutPayload(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : withoutPayload(error.cause);
  return { type, code, message, stack, cause };
}
