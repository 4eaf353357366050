import type { RequestHandler } from 'express';
import type { World } from '../world.ts';

/** The download address of a media file: works with the Bearer token for five minutes, then answers 404. */
export function downloadMedia(world: World): RequestHandler {
  return (request, response) => {
    const { mid, ext, hash } = request.query;
    const isAddress = typeof mid === 'string' && typeof ext === 'string' && typeof hash === 'string';
    const file = isAddress ? world.media.open({ mid, ext, hash }, Date.now()) : undefined;
    if (file === undefined) {
      response.sendStatus(404);
      return;
    }
    response.type(file.mimeType).send(file.bytes);
  };
}
