import { z } from 'zod';

import { EvaluationFailed } from './evaluation-failed.ts';
import type { Question } from './question.ts';

export const legs = ['hybrid', 'vector', 'text'] as const;
export type Leg = (typeof legs)[number];

const idSchema = z.object({ id: z.string() });
const documentSchema = z.object({
  id: z.string(),
  state: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullish(),
});
const hitSchema = z.object({
  chunkId: z.string(),
  documentId: z.string(),
  documentName: z.string(),
  heading: z.string().nullable(),
  text: z.string(),
  similarity: z.number().nullable(),
  vectorRank: z.number().nullable(),
  textRank: z.number().nullable(),
  textScore: z.number().nullable(),
  coverage: z.number(),
  score: z.number(),
  isAboveFloor: z.boolean(),
});
const hitTestSchema = z
  .object({
    question: z.string(),
    hits: z.array(hitSchema),
    timings: z.object({ embedMs: z.number(), searchMs: z.number() }),
  })
  .transform(({ question, ...rest }) => ({ ...rest, searchedFor: question }));

/** A chunk as a hit test shows it, best first in its list. */
export type Hit = z.infer<typeof hitSchema>;
/** `searchedFor` is the question as the platform made it whole by its history. */
export type HitTest = z.infer<typeof hitTestSchema>;
export type DocumentState = z.infer<typeof documentSchema>;

/** The Admin API routes that an evaluation needs, inside one tenant. */
export interface EvaluationApi {
  createKnowledgeBase(name: string): Promise<string>;
  uploadDocument(knowledgeBaseId: string, fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<DocumentState>;
  documentState(documentId: string): Promise<DocumentState>;
  hitTest(knowledgeBaseId: string, question: Question, options: { readonly limit: number; readonly leg: Leg }): Promise<HitTest>;
}

/**
 * @param headers what authorises the caller in its tenant
 * @throws {EvaluationFailed} from every call that is refused or answered in another shape
 */
export function createEvaluationApi(url: string, headers: Readonly<Record<string, string>>): EvaluationApi {
  const call = async <Answer>(method: string, path: string, schema: z.ZodType<Answer>, body?: FormData | object): Promise<Answer> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined || isForm ? body : JSON.stringify(body),
    }).catch((error: unknown) => {
      throw new EvaluationFailed(`${method} ${url}${path} could not be reached`, { cause: error });
    });
    const text = await response.text();
    if (!response.ok) throw new EvaluationFailed(`${method} ${path} was answered ${response.status}: ${text}`);
    const answer = schema.safeParse(JSON.parse(text));
    if (!answer.success) throw new EvaluationFailed(`${method} ${path} answered in another shape: ${z.prettifyError(answer.error)}`);
    return answer.data;
  };
  return {
    createKnowledgeBase: async (name) => (await call('POST', '/v1/knowledge-bases', idSchema, { name })).id,
    uploadDocument: (knowledgeBaseId, fileName, bytes) => {
      const form = new FormData();
      form.set('file', new Blob([bytes], { type: mediaTypeOf(fileName) }), fileName);
      return call('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, documentSchema, form);
    },
    documentState: (documentId) => call('GET', `/v1/documents/${documentId}`, documentSchema),
    hitTest: (knowledgeBaseId, { question, history }, { limit, leg }) =>
      call('POST', `/v1/knowledge-bases/${knowledgeBaseId}/hit-tests`, hitTestSchema, {
        query: question,
        limit,
        leg,
        ...(history.length > 0 ? { history } : {}),
      }),
  };
}

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
