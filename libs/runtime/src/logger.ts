import { pino, stdSerializers, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

/**
 * JSON lines on standard output. Message texts, phone numbers and secrets are never passed to it; as a net, fields that could
 * hold one are removed wherever an object of ours carries them.
 */
export function createLogger({ app, level }: { app: string; level: string }): Logger {
  return pino({
    level,
    base: { app },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: withoutPayload, err: withoutPayload },
    redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), remove: true },
  });
}

const secretFields = ['text', 'content', 'phone', 'bsuid', 'username', 'displayName', 'credentials', 'accessToken', 'apiKey', 'authToken', 'secret', 'authorization', 'raw', 'payload'];

/** An error's class, code, message and stack; never what a driver hangs on it (parameters, response bodies, row details). */
function withoutPayload(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : withoutPayload(error.cause);
  return { type, code, message, stack, cause };
}
