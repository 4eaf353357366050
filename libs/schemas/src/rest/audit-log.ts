import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { storable, timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

/** `user`: somebody whom an identity provider vouches for, by issuer and subject (`https://issuer#subject`). */
const actorKindSchema = z.enum(['platform', 'api_key', 'user', 'end_user', 'system']);

const wordSchema = (maximum: number) => z.string().min(1).max(maximum).transform(storable);

const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What was done (`channel.changed`), to what, by whom; from (included) to (excluded). */
export const auditLogQuerySchema = pageQuerySchema.extend({
  action: wordSchema(100).optional(),
  subjectKind: wordSchema(100).optional(),
  subjectId: idSchema.optional(),
  actorKind: actorKindSchema.optional(),
  actorId: wordSchema(1_000).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});

export const platformAuditLogQuerySchema = auditLogQuerySchema.extend({ tenantId: idSchema.optional() });

export const auditEntrySchema = z.object({
  id: idSchema,
  tenantId: idSchema,
  occurredAt: timeSchema,
  actorKind: actorKindSchema,
  actorId: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: idSchema.nullable(),
  /** What changed, as it was and as it is; never a secret, never the text of a message. */
  before: z.unknown(),
  after: z.unknown(),
  /** The `X-Request-Id` of the request that did it. */
  requestId: z.string().nullable(),
});
