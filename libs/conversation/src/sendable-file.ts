export interface SendableFile {
  /** How WhatsApp shows it. */
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  readonly maxSizeBytes: number;
  /** Whether words can stand below it. */
  readonly mayHaveCaption: boolean;
}

const megabyte = 1_024 * 1_024;
const photo: SendableFile = { kind: 'image', maxSizeBytes: 5 * megabyte, mayHaveCaption: true };
const sound: SendableFile = { kind: 'audio', maxSizeBytes: 16 * megabyte, mayHaveCaption: false };
const film: SendableFile = { kind: 'video', maxSizeBytes: 16 * megabyte, mayHaveCaption: true };
/** WhatsApp would take 100 MB; whoever uploads it holds it in memory for that time. */
const writing: SendableFile = { kind: 'document', maxSizeBytes: 16 * megabyte, mayHaveCaption: true };

const types: readonly (readonly [RegExp, SendableFile])[] = [
  [/^image\/(jpeg|png)$/, photo],
  [/^audio\/(aac|amr|mpeg|mp4|ogg)$/, sound],
  [/^video\/(mp4|3gpp)$/, film],
  [/^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.[a-z.]+))$/, writing],
];

/** As what a file of a media type can be sent; undefined when WhatsApp does not take it (Cloud API, "Media": supported types). */
export function sendableFile(mimeType: string): SendableFile | undefined {
  const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  return types.find(([pattern]) => pattern.test(type))?.[1];
}
