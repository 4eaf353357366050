import { findDocument } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { conflict, found } from '../../http/problem.ts';
import { defineFileRoute } from '../../route.ts';

export const getContent = defineFileRoute({
  path: '/v1/documents/{id}/content',
  summary: 'Fetch the file that a document was uploaded as',
  permission: { role: 'agent', scope: 'knowledge:read' },
  params: idParamsSchema,
  conflicts: ['not_uploaded'],
  file: async ({ tenantId, params }, { database, store }) => {
    const document = found('document', await database.asTenant(tenantId, (scope) => findDocument(scope, params.id)));
    const { objectPath, sizeBytes, mimeType, name } = document;
    if (objectPath === null || sizeBytes === null)
      throw conflict('not_uploaded', 'the document is a link: its file is where its source says');
    return {
      mimeType: mimeType ?? 'application/octet-stream',
      sizeBytes: Number(sizeBytes),
      fileName: name,
      content: store.read(tenantId, objectPath),
    };
  },
});
