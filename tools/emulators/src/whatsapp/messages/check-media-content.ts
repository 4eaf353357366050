import { GraphError } from '../graph/graph-error.ts';
import { stringAt, type JsonObject } from '../read-json.ts';
import { checkOptionalText } from './require-text.ts';

export type MediaType = 'image' | 'video' | 'document' | 'audio' | 'sticker';

/** Media comes by exactly one of `id` (uploaded before) and `link`; sound and stickers have no caption. */
export function checkMediaContent(type: MediaType, content: JsonObject, hasMedia: (id: string) => boolean): void {
  const id = stringAt(content, 'id');
  const link = stringAt(content, 'link');
  if (id === undefined && link === undefined) throw new GraphError(131008, `One of ${type}['id'] and ${type}['link'] is required.`);
  if (id !== undefined && link !== undefined) throw new GraphError(131009, `Only one of ${type}['id'] and ${type}['link'] may be given.`);
  if (id !== undefined && !hasMedia(id))
    throw new GraphError(100, `Param ${type}['id'] is not a valid whatsapp business account media attachment ID`);
  if (link !== undefined && !/^https?:\/\/\S+$/i.test(link))
    throw new GraphError(131009, `The parameter ${type}['link'] is not a valid URI.`);
  if (type === 'audio' || type === 'sticker') {
    if (content.caption !== undefined) throw new GraphError(100, `Unexpected key "caption" on param "${type}".`);
  } else {
    checkOptionalText(content, 'caption', `${type}['caption']`, 1024);
  }
}
