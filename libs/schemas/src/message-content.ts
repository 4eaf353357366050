import { z } from 'zod';

/** What the provider tells of a media file before it was fetched. `sha256` is base64, as webhooks carry it. */
export const mediaReferenceSchema = z.object({
  providerMediaId: z.string(),
  mimeType: z.string(),
  sha256: z.string().optional(),
  filename: z.string().optional(),
  url: z.string().optional(),
  isVoice: z.boolean().optional(),
  isAnimated: z.boolean().optional(),
});
export type MediaReference = z.infer<typeof mediaReferenceSchema>;

const withMedia = <Kind extends string>(kind: Kind) =>
  z.object({ kind: z.literal(kind), media: mediaReferenceSchema.optional(), caption: z.string().optional() });

/** What stands for a placeholder of a message template: `{{1}}` is named 1. */
const templateParameterSchema = z.object({ name: z.string(), value: z.string() });

/** One shared contact card; `isOwn` when the person tapped our request for their own number (origin `contact_request`). */
const contactCardSchema = z.object({
  name: z.string().optional(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  isOwn: z.boolean(),
});

/**
 * What a WhatsApp message says, independent of the provider. Every part except `kind` is optional where a provider has been seen
 * to leave it out (WhatsApp Cloud API, "messages webhook reference", 2026).
 */
export const messageContentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  withMedia('image'),
  withMedia('video'),
  withMedia('audio'),
  withMedia('document'),
  withMedia('sticker'),
  z.object({
    kind: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
    url: z.string().optional(),
  }),
  z.object({ kind: z.literal('contacts'), contacts: z.array(contactCardSchema) }),
  z.object({ kind: z.literal('choice'), id: z.string(), title: z.string(), description: z.string().optional() }),
  z.object({ kind: z.literal('form'), name: z.string().optional(), body: z.string().optional(), response: z.unknown() }),
  z.object({
    kind: z.literal('call_permission'),
    response: z.string(),
    isPermanent: z.boolean().optional(),
    expiresAt: z.string().optional(),
  }),
  z.object({ kind: z.literal('reaction'), emoji: z.string().nullable(), toProviderMessageId: z.string().optional() }),
  z.object({
    kind: z.literal('order'),
    catalogId: z.string().optional(),
    text: z.string().optional(),
    items: z.array(
      z.object({ productId: z.string(), quantity: z.number(), price: z.number().optional(), currency: z.string().optional() }),
    ),
  }),
  z.object({ kind: z.literal('system'), event: z.string(), text: z.string().optional() }),
  z.object({ kind: z.literal('edit'), originalProviderMessageId: z.string().optional(), text: z.string().optional() }),
  z.object({ kind: z.literal('revoke'), originalProviderMessageId: z.string().optional() }),
  z.object({
    kind: z.literal('template'),
    name: z.string(),
    language: z.string(),
    /** What the end user reads of it. */
    text: z.string().optional(),
    header: z.array(templateParameterSchema).optional(),
    headerMedia: z.object({ kind: z.enum(['image', 'video', 'document']), link: z.string() }).optional(),
    body: z.array(templateParameterSchema).optional(),
    /** What completes the address of a button, by its place. */
    buttons: z.array(z.object({ index: z.int(), value: z.string() })).optional(),
  }),
  z.object({ kind: z.literal('unsupported'), type: z.string(), errorCode: z.number().optional(), detail: z.string().optional() }),
]);
export type MessageContent = z.infer<typeof messageContentSchema>;
export type MessageKind = MessageContent['kind'];
