import { z } from 'zod';

/** Variables that several apps read, each spelled and checked in one place (DESIGN §9). */
export const configFields = {
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/, message: 'must be a postgres:// URL' }),
  redisUrl: z.url({ protocol: /^rediss?$/, message: 'must be a redis:// or rediss:// URL' }),
  httpUrl: z.url({ protocol: /^https?$/, message: 'must be an http(s) URL' }),
  port: z.coerce.number('must be a port number').int().min(0).max(65_535),
  hostAndPort: z.string().regex(/^[^/\s:]+(:\d+)?$/, 'must be host or host:port'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  positive: z.coerce.number('must be a positive number').int().positive(),
  /** `id:base64key[,id:base64key…]`, newest first; each key 32 bytes. */
  keyRing: z.string().transform((text, context) => {
    const keys = text.split(',').map((entry) => {
      const [id = '', key = ''] = entry.trim().split(':');
      return { id, key: Buffer.from(key, 'base64') };
    });
    if (keys.some(({ id, key }) => !/^[\w-]{1,32}$/.test(id) || key.length !== 32)) {
      context.addIssue({ code: 'custom', message: 'must be id:base64key[,id:base64key], newest first, each key 32 bytes' });
      return z.NEVER;
    }
    return keys;
  }),
};

/** What every process reads. */
export const processFields = {
  LOG_LEVEL: configFields.logLevel,
  METRICS_PORT: configFields.port,
  OTEL_EXPORTER_OTLP_ENDPOINT: configFields.httpUrl.optional(),
  /** From SIGTERM on a process has so long to end what is under way; longer than the longest turn, or its end user waits for another's. */
  DRAIN_GRACE_MS: configFields.positive.default(90_000),
};

/** What every process reads that others send requests to. */
export const serverFields = {
  /** So long after SIGTERM a server still answers: load balancers notice that it is not ready only when they look the next time. */
  DRAIN_LAG_MS: z.coerce.number('must be a number of milliseconds').int().min(0).default(5_000),
};
