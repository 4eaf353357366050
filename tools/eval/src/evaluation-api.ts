import { AdminProblem, type AdminClient, type Answer } from '@sylion/admin-client';

import { EvaluationFailed } from './evaluation-failed.ts';
import type { Question } from './question.ts';

export const legs = ['hybrid', 'vector', 'text'] as const;
export type Leg = (typeof legs)[number];

/** A chunk as a hit test shows it, best first in its list. */
export type Hit = FoundHits['hits'][number];
/** `searchedFor` is the question as the platform made it whole by its history. */
export interface HitTest extends Pick<FoundHits, 'hits' | 'timings'> {
  readonly searchedFor: string;
}
export type DocumentState = Pick<Answer<'get', '/v1/documents/{id}'>, 'id' | 'state' | 'error'>;
type FoundHits = Answer<'post', '/v1/knowledge-bases/{id}/hit-tests'>;

/** The Admin API routes that an evaluation needs, inside one tenant. */
export interface EvaluationApi {
  createKnowledgeBase(name: string): Promise<string>;
  uploadDocument(knowledgeBaseId: string, fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<DocumentState>;
  documentState(documentId: string): Promise<DocumentState>;
  hitTest(knowledgeBaseId: string, question: Question, options: { readonly limit: number; readonly leg: Leg }): Promise<HitTest>;
}

/** @throws {EvaluationFailed} from every call that is refused, or reaches nobody */
export function createEvaluationApi(admin: AdminClient): EvaluationApi {
  return {
    createKnowledgeBase: async (name) => (await ours(admin.post('/v1/knowledge-bases', { body: { name } }))).id,
    uploadDocument: (knowledgeBaseId, fileName, bytes) => {
      const file = new File([bytes], fileName, { type: mediaTypeOf(fileName) });
      return ours(admin.post('/v1/knowledge-bases/{id}/documents', { path: { id: knowledgeBaseId }, body: { file } }));
    },
    documentState: (documentId) => ours(admin.get('/v1/documents/{id}', { path: { id: documentId } })),
    hitTest: async (knowledgeBaseId, { question: query, history }, { limit, leg }) => {
      const body = { query, limit, leg, ...(history.length > 0 && { history: [...history] }) };
      const found = await ours(admin.post('/v1/knowledge-bases/{id}/hit-tests', { path: { id: knowledgeBaseId }, body }));
      return { searchedFor: found.question, hits: found.hits, timings: found.timings };
    },
  };
}

const ours = <Answered>(call: Promise<Answered>): Promise<Answered> =>
  call.catch((error: unknown) => {
    throw new EvaluationFailed(error instanceof AdminProblem ? error.message : 'the Admin API could not be reached', { cause: error });
  });

const mediaTypes: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  txt: 'text/plain',
  html: 'text/html',
  csv: 'text/csv',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function mediaTypeOf(fileName: string): string {
  return mediaTypes[fileName.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
