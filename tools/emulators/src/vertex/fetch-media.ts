import { fetchObject, parseObjectUri } from './fetch-object.ts';
import { readPageTexts } from './read-page-texts.ts';
import type { Part } from './vertex-messages.ts';

/** A media part of the user's turn as the emulated model perceives it. */
export interface PerceivedMedia {
  mimeType: string;
  /** The last segment of the object's name. */
  name: string;
  /** What a voice note says or a document reads, where the bytes are plain text. */
  text: string | undefined;
  /** What stands on each page of a PDF, as far as the file tells. */
  pages: string[];
}

/**
 * Reads a media part, from the object store if it is a `gs://` reference and an endpoint is known.
 *
 * @throws {ServiceError} INVALID_ARGUMENT if the object is missing or the reference is not a `gs://` one
 */
export async function fetchMedia(part: Part, gcsEndpoint: string | undefined, signal: AbortSignal): Promise<PerceivedMedia | undefined> {
  if (part.inlineData) return perceive(part.inlineData.mimeType, '', part.inlineData.data);
  if (!part.fileData) return undefined;
  const { mimeType, fileUri } = part.fileData;
  const { name } = parseObjectUri(fileUri);
  const bytes = gcsEndpoint ? await fetchObject(gcsEndpoint, fileUri, signal) : undefined;
  return perceive(mimeType, name.slice(name.lastIndexOf('/') + 1), bytes);
}

function perceive(mimeType: string, name: string, bytes: Uint8Array | undefined): PerceivedMedia {
  return {
    mimeType,
    name,
    text: bytes && readText(mimeType, bytes),
    pages: bytes && mimeType === 'application/pdf' ? readPageTexts(bytes) : [],
  };
}

function readText(mimeType: string, bytes: Uint8Array): string | undefined {
  if (!/^(audio|text)\//.test(mimeType) && mimeType !== 'application/json') return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text.trim() || undefined;
  } catch {
    return undefined;
  }
}
