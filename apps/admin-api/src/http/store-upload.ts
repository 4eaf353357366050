import { DatabaseUnavailable } from '@sylion/database';
import { ObjectTooLarge } from '@sylion/storage';

import type { Services } from '../services.ts';
import { Problem } from './problem.ts';
import type { Form, FormFile } from './receive-form.ts';

export interface Upload<Fields> {
  readonly fields: Fields;
  readonly file: FormFile;
  readonly content: { readonly objectPath: string; readonly sizeBytes: number; readonly sha256: Buffer };
}

interface UploadPlace<Fields> {
  readonly tenantId: string;
  readonly objectPath: string;
  readonly form: Form<Fields>;
  /** How large a file may be. @throws {Problem} for a media type that is not taken */
  readonly maxBytesOf: (mimeType: string) => number;
}

/**
 * Streams a form's file into the object store and hands it to `use`, which writes its row. The object stays only if `use` made use of it:
 * after an upload that was broken off, refused, or brought nothing new, there is none.
 * @throws {Problem} 413 `too_large`; what `Form.receive` and `use` throw
 */
export async function storeUpload<Fields, Result extends object>(
  { tenantId, objectPath, form, maxBytesOf }: UploadPlace<Fields>,
  services: Services,
  use: (upload: Upload<Fields>) => Promise<Result>,
): Promise<Result> {
  const { store } = services;
  try {
    const { fields, file, stored } = await form.receive(async (content, { mimeType }) =>
      store.write(tenantId, objectPath, content, { contentType: mimeType, maxBytes: maxBytesOf(mimeType), isLarge: true }),
    );
    const content = { objectPath, sizeBytes: stored.sizeBytes, sha256: Buffer.from(stored.sha256, 'hex') };
    const result = await use({ fields, file, content });
    if ('isUnchanged' in result && result.isUnchanged === true) await discardObject({ tenantId, objectPath }, services);
    return result;
  } catch (error) {
    // Whether a lost connection took the commit with it, nobody knows: a row without its object would be worse than an object without its row.
    if (!(error instanceof DatabaseUnavailable)) await discardObject({ tenantId, objectPath }, services);
    if (error instanceof ObjectTooLarge) throw new Problem(413, 'too_large', `such a file may have at most ${error.maxBytes} bytes`);
    throw error;
  }
}

/** Removes an object that nothing points to. Best effort: what is left goes with its document. */
export async function discardObject(
  { tenantId, objectPath }: { tenantId: string; objectPath: string },
  { store, logger }: Pick<Services, 'store' | 'logger'>,
): Promise<void> {
  await store
    .remove(tenantId, objectPath)
    .catch((error: unknown) => logger.warn({ error, tenantId, objectPath }, 'an object that nobody needs was not removed'));
}
