import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { timeSchema } from './fields.ts';

/** What was erased, by whom and when: signed by the platform, and without a word about the person. */
export const erasureCertificateSchema = z.strictObject({
  version: z.literal(1),
  erasureId: idSchema,
  tenantId: idSchema,
  endUserId: idSchema,
  requestedBy: z.strictObject({ kind: z.string().max(100), id: z.string().max(2_000).nullable() }),
  requestedAt: z.iso.datetime(),
  rowsErasedAt: z.iso.datetime(),
  doneAt: z.iso.datetime(),
  /** Rows by table, objects of the store, entries of Redis. */
  erased: z.strictObject({ rows: z.record(z.string().max(100), z.int()), objects: z.int(), redisEntries: z.int() }),
  /** The platform's key that signed it. */
  keyId: z.string().max(200),
  /** HMAC-SHA256 over the certificate without this field and `keyId`, as JSON with sorted keys; base64url. */
  signature: z.string().max(200),
});
export type ErasureCertificate = z.output<typeof erasureCertificateSchema>;

/**
 * `requested`: it will happen, the assistant is silent already; `rows_erased`: nothing of the person is in the database any more, objects
 * and Redis follow; `done`: all is gone, and the certificate says so.
 */
export const erasureSchema = z.object({
  id: idSchema,
  endUserId: idSchema,
  state: z.enum(['requested', 'rows_erased', 'done']),
  requestedAt: timeSchema,
  rowsErasedAt: timeSchema.nullable(),
  doneAt: timeSchema.nullable(),
  certificate: z.unknown().pipe(erasureCertificateSchema.nullable()),
});

export const certificateCheckSchema = z.strictObject({ certificate: erasureCertificateSchema });

/** `false`: not what this platform certified to this tenant; `unknown_key`: its key has left the platform's ring. */
export const certificateVerdictSchema = z.object({ verdict: z.enum(['genuine', 'false', 'unknown_key']) });
