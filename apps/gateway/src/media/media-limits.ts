const megabyte = 1_024 * 1_024;

/** What an end user may send and the model can take, with WhatsApp's own size limits (Cloud API, "Media": supported types). */
const limits: readonly (readonly [RegExp, number])[] = [
  [/^image\/(jpeg|png|webp)$/, 5 * megabyte],
  [/^audio\/(aac|amr|mpeg|mp4|ogg|x-m4a|wav)$/, 16 * megabyte],
  [/^video\/(mp4|3gpp)$/, 16 * megabyte],
  [/^application\/(pdf|msword|vnd\.[a-z0-9.+-]+)$/, 100 * megabyte],
  [/^text\/(plain|csv|html|markdown)$/, 100 * megabyte],
];

/** The largest size in bytes that a media type may have, or undefined when the type is not taken at all. Parameters are ignored. */
export function mediaLimitBytes(mimeType: string): number | undefined {
  const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  return limits.find(([pattern]) => pattern.test(type))?.[1];
}
