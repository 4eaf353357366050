import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { DocumentState, EvaluationApi } from './evaluation-api.ts';
import { EvaluationFailed } from './evaluation-failed.ts';

const pollEveryMs = 250;
const patienceMs = 600_000;
const deadEnds = ['failed', 'needs_ocr', 'deleted'];

/**
 * Uploads documents and waits until all of them can be found.
 *
 * @param paths relative to `folder`
 * @returns the path of each document by its id
 * @throws {EvaluationFailed} when a document will not become ready, or the last one has not within ten minutes
 */
export async function fillKnowledgeBase(
  api: EvaluationApi,
  knowledgeBaseId: string,
  { folder, paths, progress }: { folder: string; paths: readonly string[]; progress: (line: string) => void },
): Promise<Map<string, string>> {
  const documentPaths = new Map<string, string>();
  for (const relativePath of paths) {
    const bytes = new Uint8Array(await fs.readFile(path.join(folder, relativePath)));
    const { id } = await api.uploadDocument(knowledgeBaseId, path.basename(relativePath), bytes);
    documentPaths.set(id, relativePath);
  }
  const until = Date.now() + patienceMs;
  const waiting = new Map(documentPaths);
  for (let lastLine = ''; ;) {
    for (const [id, relativePath] of waiting) if (isReady(await api.documentState(id), relativePath)) waiting.delete(id);
    const line = `${documentPaths.size - waiting.size} of ${documentPaths.size} documents are ready`;
    if (line !== lastLine) progress(line);
    lastLine = line;
    if (waiting.size === 0) return documentPaths;
    if (Date.now() > until) throw new EvaluationFailed(`waited in vain for ${[...waiting.values()].join(', ')}`);
    await delay(pollEveryMs);
  }
}

function isReady({ state, error }: DocumentState, relativePath: string): boolean {
  if (deadEnds.includes(state))
    throw new EvaluationFailed(`${relativePath} is ${state}${error ? `: ${error.code}: ${error.message}` : ''}`);
  return state === 'ready';
}
