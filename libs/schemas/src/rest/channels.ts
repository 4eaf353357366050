import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { providerSchema } from '../provider.ts';
import { channelStatusSchema } from '../states.ts';
import { hasSomeField, nameSchema, noFieldMessage, timeSchema } from './fields.ts';

const secretSchema = z.string().trim().min(8).max(4_096);

/** What each provider needs of a channel. Write-only: no answer ever carries any of it. */
export const channelCredentialsSchemas = {
  /** `appSecrets`: the channel has a Meta app of its own, and so a webhook address of its own. */
  meta: z.strictObject({
    accessToken: secretSchema,
    appSecrets: z.array(secretSchema).min(1).max(5).optional(),
    verifyToken: secretSchema.optional(),
  }),
  '360dialog': z.strictObject({
    apiKey: secretSchema,
    webhookHeader: z.strictObject({ name: z.string().regex(/^[\w-]{1,100}$/, 'must be a header name'), value: secretSchema }).optional(),
    signatureSecret: secretSchema.optional(),
  }),
  twilio: z.strictObject({ accountSid: z.string().regex(/^AC[0-9a-zA-Z]{1,62}$/, 'must start with AC'), authToken: secretSchema }),
};

export const channelCredentialsSchema = z.union([
  channelCredentialsSchemas.meta,
  channelCredentialsSchemas['360dialog'],
  channelCredentialsSchemas.twilio,
]);

const phoneNumberIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the phone_number_id');

const fields = {
  name: nameSchema,
  displayPhoneNumber: z.string().trim().min(1).max(40),
  /** Who answers; null: nobody yet. */
  assistantId: idSchema.nullable(),
};

const newChannelFields = {
  ...fields,
  assistantId: fields.assistantId.default(null),
  /** The provider's account (Meta: the WhatsApp Business Account). */
  accountKey: z.string().trim().min(1).max(100).nullable().default(null),
  /** The business portfolio inside which a user id means the same person; by default the account, or else the number. */
  identityScope: z.string().trim().min(1).max(100).optional(),
};

export const newChannelSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...newChannelFields,
    provider: z.literal('meta'),
    providerKey: phoneNumberIdSchema,
    credentials: channelCredentialsSchemas.meta,
  }),
  z.strictObject({
    ...newChannelFields,
    provider: z.literal('360dialog'),
    providerKey: phoneNumberIdSchema,
    credentials: channelCredentialsSchemas['360dialog'],
  }),
  z.strictObject({
    ...newChannelFields,
    provider: z.literal('twilio'),
    providerKey: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be the number in E.164, with its +'),
    credentials: channelCredentialsSchemas.twilio,
  }),
]);

export const channelChangeSchema = z.strictObject(fields).partial().refine(hasSomeField, noFieldMessage);

export const channelSchema = z.object({
  ...fields,
  id: idSchema,
  name: z.string(),
  displayPhoneNumber: z.string(),
  provider: providerSchema,
  providerKey: z.string(),
  accountKey: z.string().nullable(),
  identityScope: z.string(),
  status: channelStatusSchema,
  statusReason: z.string().nullable(),
  /** What to enter at the provider, below the gateway's public address; null when the stored credentials cannot be read any more. */
  webhookPath: z.string().nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
