import { GraphError } from '../graph/graph-error.ts';

const megabyte = 1024 * 1024;
const sound = ['aac', 'amr', 'mpeg', 'mp3', 'mp4', 'ogg', 'opus'].map((kind) => `audio/${kind}`);
const writing = [
  'text/plain',
  'text/csv',
  ...['pdf', 'json', 'msword', 'vnd.ms-excel', 'vnd.ms-powerpoint'].map((kind) => `application/${kind}`),
];

/** Size limit by MIME type; a type that is not listed is refused. Source: Meta, "Media: supported types". */
const maxSizeBytes: readonly (readonly [types: readonly string[], sizeBytes: number])[] = [
  [['image/jpeg', 'image/png'], 5 * megabyte],
  [['image/webp'], 500 * 1024],
  [['video/mp4', 'video/3gpp'], 16 * megabyte],
  [sound, 16 * megabyte],
  [writing, 100 * megabyte],
];

/** Throws Graph error 100 for a MIME type that WhatsApp does not take, 131053 for a file over its limit. */
export function checkMediaFile(mimeType: string, sizeBytes: number): void {
  const bareType = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  const limit = bareType.startsWith('application/vnd.openxmlformats-')
    ? 100 * megabyte
    : maxSizeBytes.find(([types]) => types.includes(bareType))?.[1];
  if (limit === undefined) throw new GraphError(100, `Param file must be a file of a supported type; ${bareType} is not.`);
  if (sizeBytes > limit) throw new GraphError(131053, `A file of the type ${bareType} must be at most ${limit} bytes.`);
}
