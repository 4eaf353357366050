import type { MediaReference, MessageContent } from '@sylion/schemas';

import { readChoice } from '../meta/content/choice.ts';
import type { JsonRecord } from '../read-json.ts';
import { readId, readNumber, readText, withoutUndefined } from '../read-json.ts';

/** What a Twilio message says: one content, or one per media. The fields decide; `MessageType` only where they leave it open. */
export const readContents = (fields: JsonRecord): [MessageContent, ...MessageContent[]] => {
  const [first, ...more] = readMediaList(fields);
  if (first !== undefined) return [withoutUndefined({ ...first, caption: readText(fields.Body) }), ...more];
  return [readReaction(fields) ?? readLocation(fields) ?? readTap(fields) ?? readPlainText(fields) ?? notUnderstood(fields)];
};

const maximumMedia = 10;

type MediaContent = Extract<MessageContent, { caption?: string }>;

const readMediaList = (fields: JsonRecord): MediaContent[] =>
  Array.from({ length: maximumMedia }).flatMap((_, index) => {
    const url = readId(fields[`MediaUrl${index}`]);
    if (url === undefined) return [];
    const mimeType = readText(fields[`MediaContentType${index}`]) ?? 'application/octet-stream';
    const media: MediaReference = { providerMediaId: url.split('/').at(-1) ?? url, mimeType, url };
    return [{ kind: mediaKind(mimeType, fields.MessageType), media }];
  });

const mediaKind = (mimeType: string, messageType: unknown): MediaContent['kind'] => {
  if (messageType === 'sticker') return 'sticker';
  const family = mimeType.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
};

const readReaction = (fields: JsonRecord): MessageContent | undefined => {
  if (fields.MessageType !== 'reaction') return undefined;
  return withoutUndefined({
    kind: 'reaction' as const,
    emoji: readText(fields.Body) ?? null,
    toProviderMessageId: readId(fields.OriginalRepliedMessageSid),
  });
};

const readLocation = (fields: JsonRecord): MessageContent | undefined => {
  const latitude = readNumber(fields.Latitude);
  const longitude = readNumber(fields.Longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  return withoutUndefined({
    kind: 'location' as const,
    latitude,
    longitude,
    name: readText(fields.Label),
    address: readText(fields.Address),
  });
};

const readTap = (fields: JsonRecord): MessageContent | undefined =>
  readChoice(fields.ButtonPayload, fields.ButtonText) ?? readChoice(fields.ListId, fields.ListTitle, fields.ListDescription);

const readPlainText = ({ Body: body, NumMedia: mediaCount, MessageType: type }: JsonRecord): MessageContent | undefined =>
  typeof body === 'string' && (body !== '' || ((type === undefined || type === 'text') && !(readNumber(mediaCount) ?? 0)))
    ? { kind: 'text', text: body }
    : undefined;

const notUnderstood = (fields: JsonRecord): MessageContent => ({ kind: 'unsupported', type: readText(fields.MessageType) ?? 'unknown' });
