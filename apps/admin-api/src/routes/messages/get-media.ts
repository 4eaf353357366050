import { findMessageMedia, type MessageMediaRow } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { conflict, found } from '../../http/problem.ts';
import { defineFileRoute } from '../../route.ts';

export const getMedia = defineFileRoute({
  path: '/v1/messages/{id}/media',
  summary: 'Fetch the photo, voice note, video or document of a message',
  permission: { role: 'agent', scope: 'conversations:read' },
  params: idParamsSchema,
  conflicts: ['media_pending', 'media_failed'],
  file: async ({ tenantId, params }, { database, store }) => {
    const media = found('media file', await database.asTenant(tenantId, (scope) => findMessageMedia(scope, params.id)));
    const { objectPath, sizeBytes, mimeType, filename } = requireReady(media);
    return { mimeType, sizeBytes, fileName: filename ?? params.id, content: store.read(tenantId, objectPath) };
  },
});

function requireReady(media: MessageMediaRow) {
  const { state, objectPath, sizeBytes } = media;
  if (state === 'pending') throw conflict('media_pending', 'the file is still being fetched from the provider; try again');
  if (state === 'failed' || objectPath === null || sizeBytes === null)
    throw conflict('media_failed', `the file could not be fetched from the provider: ${media.stateReason ?? 'unknown'}`);
  return { ...media, objectPath, sizeBytes };
}
