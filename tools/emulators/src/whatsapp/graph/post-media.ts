import type { RequestHandler } from 'express';
import type { World } from '../world.ts';
import { GraphError } from './graph-error.ts';
import { checkMediaFile } from '../messages/check-media-file.ts';
import { readUpload } from './read-upload.ts';
import { numberFor } from './require-token.ts';

/** `POST /{phone-number-id}/media`: multipart with `messaging_product`, `type` and `file`; answers `{id}`. */
export function postMedia(world: World): RequestHandler<{ phoneNumberId: string }> {
  return async (request, response) => {
    numberFor(world, request, request.params.phoneNumberId);
    const { fields, file } = await readUpload(request);
    if (fields.messaging_product !== 'whatsapp') throw new GraphError(100, 'The parameter messaging_product is required.');
    if (file === undefined) throw new GraphError(100, 'The parameter file is required.');
    const mimeType = fields.type?.includes('/') ? fields.type : file.mimeType;
    checkMediaFile(mimeType, file.bytes.length);
    response.json({ id: world.media.put(file.bytes, mimeType, file.fileName).id });
  };
}
