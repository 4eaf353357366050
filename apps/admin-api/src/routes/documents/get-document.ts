import { findDocument } from '@sylion/database';
import { documentSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toDocumentAnswer } from './to-document-answer.ts';

export const getDocument = defineTenantRoute({
  method: 'get',
  path: '/v1/documents/{id}',
  summary: 'Show a document, where its ingestion stands, and why it cannot be made searchable if it cannot',
  permission: { role: 'viewer', scope: 'knowledge:read' },
  params: idParamsSchema,
  status: 200,
  answer: documentSchema,
  version: versionOf('knowledgeDocuments'),
  transact: async ({ scope, params }) => toDocumentAnswer(found('document', await findDocument(scope, params.id))),
});
