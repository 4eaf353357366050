import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { localeSchema } from '../locale.ts';
import { handledBySchema } from '../states.ts';
import { hasSomeField, noFieldMessage, timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

const identityKindSchema = z.enum(['bsuid', 'phone', 'username']);

/** With or without `+`, spaces and the like; at least the country code and a little more. Becomes `+` and digits, as identities have it. */
const phonePrefixSchema = z
  .string()
  .max(40)
  .transform((phone) => phone.replaceAll(/[\s().-]/g, ''))
  .pipe(z.string().regex(/^\+?\d{3,15}$/, 'must be a phone number or the first 3 digits of one or more'))
  .transform((phone) => `+${phone.replace('+', '')}`);

const flagSchema = z.enum(['true', 'false']).transform((flag) => flag === 'true');
const searches = ['name', 'phone', 'username', 'bsuid'] as const;

/** At most one of `name`, `phone` and `username` (each by its beginning) and `bsuid` (whole). */
export const endUsersQuerySchema = pageQuerySchema
  .extend({
    name: z.string().trim().min(1).max(200).optional(),
    phone: phonePrefixSchema.optional(),
    username: z
      .string()
      .max(200)
      .transform((username) => username.replace(/^@+/, ''))
      .pipe(z.string().min(1))
      .optional(),
    bsuid: z.string().min(1).max(200).optional(),
    isBlocked: flagSchema.optional(),
    isOptedOut: flagSchema.optional(),
  })
  .refine(
    (query) => searches.filter((name) => query[name] !== undefined).length <= 1,
    'search by one of name, phone, username and bsuid at a time',
  );

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
