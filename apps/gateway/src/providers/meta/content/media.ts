import type { MediaReference, MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readBoolean, readId, readText, withoutUndefined } from '../../read-json.ts';

type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** `image`, `video`, `audio`, `document`, `sticker`: `{id, mime_type, sha256, caption?, filename?, voice?, animated?, url?}` under the type's name. */
export const readMedia =
  (kind: MediaKind, key: string = kind) =>
  (message: JsonRecord): MessageContent | undefined => {
    const media = message[key];
    if (!isRecord(media)) return undefined;
    return withoutUndefined({ kind, media: readReference(media, key), caption: readText(media.caption) });
  };

const readReference = (media: JsonRecord, key: string): MediaReference | undefined => {
  const providerMediaId = readId(media.id);
  if (providerMediaId === undefined) return undefined;
  return withoutUndefined({
    providerMediaId,
    mimeType: readText(media.mime_type) ?? 'application/octet-stream',
    sha256: readText(media.sha256),
    filename: readText(media.filename),
    url: readText(media.url),
    isVoice: readBoolean(media.voice) ?? (key === 'voice' ? true : undefined),
    isAnimated: readBoolean(media.animated),
  });
};
