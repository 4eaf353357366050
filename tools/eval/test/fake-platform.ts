import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface FakeDocument {
  readonly id: string;
  readonly knowledgeBaseId: string;
  readonly name: string;
  readonly paragraphs: readonly string[];
  looks: number;
}

/** The Admin API's knowledge routes, with a search that counts equal words. */
export interface FakePlatform {
  readonly url: string;
  readonly key: string;
  readonly hitTests: readonly unknown[];
  readonly documents: readonly FakeDocument[];
  close(): Promise<void>;
}

/** @param endState what documents become after they were looked at twice */
export async function startFakePlatform(endState = 'ready'): Promise<FakePlatform> {
  const key = 'key-of-the-tenant';
  const documents: FakeDocument[] = [];
  const hitTests: unknown[] = [];
  let knowledgeBases = 0;

  const answer = async (method: string, path: string, request: Request): Promise<[number, unknown]> => {
    const [, , noun, id = '', action] = path.split('/');
    if (request.headers.get('authorization') !== `Bearer ${key}`) return [401, { code: 'unauthorized' }];
    if (method === 'POST' && noun === 'knowledge-bases' && id === '') return [201, { id: `kb_${(knowledgeBases += 1)}` }];
    if (method === 'POST' && action === 'documents') {
      const file = (await request.formData()).get('file');
      if (!(file instanceof File)) return [400, { code: 'no_file' }];
      const paragraphs = (await file.text()).split(/\n\s*\n/u);
      const document = { id: `doc_${documents.length}`, knowledgeBaseId: id, name: file.name, paragraphs, looks: 0 };
      documents.push(document);
      return [201, { id: document.id, state: 'queued' }];
    }
    if (method === 'GET' && noun === 'documents') {
      const document = documents.find((one) => one.id === id);
      if (document === undefined) return [404, { code: 'not_found' }];
      document.looks += 1;
      const isDone = document.looks > 1;
      const error = isDone && endState === 'failed' ? { code: 'extract.broken', message: 'It cannot be read.' } : null;
      return [200, { id, state: isDone ? endState : 'processing', error }];
    }
    if (method === 'POST' && action === 'hit-tests') {
      const body = (await request.json()) as { query: string; limit: number };
      hitTests.push(body);
      return [
        200,
        { id: 'hit_test', question: `${body.query} in full`, hits: search(documents, id, body), timings: { embedMs: 3, searchMs: 2 } },
      ];
    }
    return [404, { code: 'not_found' }];
  };
  const server = http.createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = 'GET', url = '/' } = incoming;
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const request = new Request(`http://fake${url}`, { method, headers, body: chunks.length > 0 ? Buffer.concat(chunks) : null });
      const [status, body] = await answer(method, url, request);
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    hitTests,
    documents,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function search(
  documents: readonly FakeDocument[],
  knowledgeBaseId: string,
  { query, limit }: { query: string; limit: number },
): unknown[] {
  const words = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const wanted = new Set(words(query));
  return documents
    .filter((document) => document.knowledgeBaseId === knowledgeBaseId)
    .flatMap((document) =>
      document.paragraphs.map((text, ordinal) => ({
        document,
        ordinal,
        text,
        score: words(text).filter((word) => wanted.has(word)).length,
      })),
    )
    .sort((left, right) => right.score - left.score)
    .slice(0, limit)
    .map(({ document, ordinal, text, score }) => ({
      chunkId: `${document.id}_${ordinal}`,
      documentId: document.id,
      documentName: document.name,
      heading: null,
      page: null,
      text,
      similarity: null,
      vectorRank: null,
      textRank: 1,
      textScore: score,
      coverage: score / Math.max(1, wanted.size),
      score,
      isAboveFloor: score > 0,
    }));
}
