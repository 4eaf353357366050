export interface StoredFile {
  readonly id: string;
  readonly mimeType: string;
  readonly filename: string | null;
}

/**
 * The name of a media file in an export: its id, which no other has, and the ending by which a computer opens it. Of the name that its
 * sender gave it only the ending is taken, and only a plain one: it becomes a path on somebody's machine.
 */
export function mediaName({ id, mimeType, filename }: StoredFile): string {
  const [, given] = /\.([a-z0-9]{1,8})$/i.exec(filename ?? '') ?? [];
  const [, ofType] = /^[a-z]+\/([a-z0-9]{1,8})(;|$)/i.exec(mimeType) ?? [];
  const ending = (given ?? ofType)?.toLowerCase();
  return `media/${id}${ending === undefined ? '' : `.${ending}`}`;
}
