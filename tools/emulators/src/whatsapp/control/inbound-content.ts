import { booleanAt, objectAt, stringAt, type JsonObject } from '../read-json.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';

const mediaTypes = ['image', 'video', 'audio', 'document', 'sticker'];

/** `type` and content of an inbound message from the short form of `receive`; a type it does not know takes `content` as it is. */
export function inboundContent(world: World, body: JsonObject): JsonObject {
  const type = stringAt(body, 'type') ?? 'text';
  const contextId = stringAt(body, 'contextId');
  const context = contextId === undefined ? {} : { context: { id: contextId } };
  if (type === 'text') return { ...context, type, text: { body: stringAt(body, 'text') ?? '' } };
  if (mediaTypes.includes(type)) return { ...context, type, [type]: mediaContent(world, type, objectAt(body, 'media')) };
  return { ...context, type, ...(objectAt(body, 'content') === undefined ? {} : { [type]: body.content }) };
}

/** The hash is base64 in a webhook; the address in `url` works like that of `GET /{media-id}`. */
function mediaContent(world: World, type: string, media: JsonObject | undefined): JsonObject {
  const mimeType = stringAt(media, 'mimeType');
  const base64 = stringAt(media, 'base64');
  if (mimeType === undefined || base64 === undefined) throw new ControlError('media needs mimeType and base64.');
  const fileName = stringAt(media, 'filename');
  const caption = stringAt(media, 'caption');
  const file = world.media.put(Buffer.from(base64, 'base64'), mimeType, fileName);
  return {
    ...(caption === undefined ? {} : { caption }),
    ...(type === 'document' && fileName !== undefined ? { filename: fileName } : {}),
    mime_type: mimeType,
    sha256: file.sha256.toString('base64'),
    id: file.id,
    url: world.baseUrl + world.media.addressOf(file.id, Date.now() + world.timings.mediaUrlMs),
    ...(type === 'audio' ? { voice: booleanAt(media, 'voice') ?? mimeType.startsWith('audio/ogg') } : {}),
    ...(type === 'sticker' ? { animated: false } : {}),
  };
}
