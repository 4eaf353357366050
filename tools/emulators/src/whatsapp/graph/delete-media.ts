import type { RequestHandler } from 'express';
import type { World } from '../world.ts';
import { unknownObject } from './graph-error.ts';

/** `DELETE /{media-id}` */
export function deleteMedia(world: World): RequestHandler<{ mediaId: string }> {
  return (request, response) => {
    if (!world.media.remove(request.params.mediaId)) throw unknownObject(request.params.mediaId);
    response.json({ success: true });
  };
}
