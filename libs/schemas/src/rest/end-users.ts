import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { localeSchema } from '../locale.ts';
import { handledBySchema } from '../states.ts';
import { endUserSearchFields, isOneSearch, oneSearchMessage } from './end-user-search.ts';
import { hasSomeField, noFieldMessage, timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

const identityKindSchema = z.enum(['bsuid', 'phone', 'username']);

const flagSchema = z.enum(['true', 'false']).transform((flag) => flag === 'true');

export const endUsersQuerySchema = pageQuerySchema
  .extend({
    ...endUserSearchFields,
    isBlocked: flagSchema.optional(),
    isOptedOut: flagSchema.optional(),
  })
  .refine(isOneSearch, oneSearchMessage);

/** One name an end user goes by, or (`retiredAt`) went by once. */
const endUserIdentitySchema = z.object({
  kind: z.unknown().pipe(identityKindSchema),
  /** The portfolio inside which a BSUID means this person; empty for a phone and a username. */
  scope: z.string(),
  value: z.string(),
  retiredAt: timeSchema.nullable(),
});

export const endUserSchema = z.object({
  id: idSchema,
  displayName: z.string().nullable(),
  /** An admin gave the name, so what WhatsApp says does not replace it. */
  isNameKept: z.boolean(),
  notes: z.string().nullable(),
  locale: z.unknown().pipe(localeSchema.nullable()),
  identities: z.array(endUserIdentitySchema),
  optedOutAt: timeSchema.nullable(),
  blockedAt: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

export const endUserDetailsSchema = endUserSchema.extend({
  conversations: z.array(
    z.object({
      id: idSchema,
      channelId: idSchema,
      handledBy: z.unknown().pipe(handledBySchema),
      lastInboundAt: timeSchema.nullable(),
      lastMessageAt: timeSchema.nullable(),
      createdAt: timeSchema,
    }),
  ),
});

/** `displayName` null: as WhatsApp says, from the next message on. `notes` are the tenant's own, of at most 10,000 characters. */
export const endUserChangeSchema = z
  .strictObject({ displayName: z.string().trim().min(1).max(500).nullable(), notes: z.string().max(10_000).nullable() })
  .partial()
  .refine(hasSomeField, noFieldMessage);

/** How an end user stands now; who they are is not repeated. */
export const endUserStandingSchema = z.object({ id: idSchema, optedOutAt: timeSchema.nullable(), blockedAt: timeSchema.nullable() });
