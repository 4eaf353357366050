import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { childArguments } from '../src/extract/child/child-arguments.ts';
import { findChildEntry } from '../src/extract/child/find-child-entry.ts';
import { startReader } from '../src/extract/child/start-reader.ts';
import type { Extraction, ExtractionLimits } from '../src/extract/extraction.ts';
import { testLimits } from './documents/extract-bytes.ts';

const file = { path: '/dev/null', name: 'any.pdf', mimeType: 'application/pdf' };
const programs = (name: string): string => fileURLToPath(new URL(`documents/children/${name}.ts`, import.meta.url));
async function run(name: string, given: Partial<ExtractionLimits> = {}, signal?: AbortSignal): Promise<Extraction> {
  const limits = { ...testLimits, ...given };
  const reader = startReader(programs(name), limits.memoryMegabytes);
  try {
    return await reader.read({ file, limits }, { signal });
  } finally {
    await reader.end();
  }
}

describe('a child that reads a document', () => {
  it('is killed when it hangs', async () => {
    expect(await run('hang', { timeoutMs: 500 })).toEqual({ kind: 'refused', code: 'timed_out' });
  });

  it.each(['eat-heap', 'eat-buffers'])('is killed when it takes too much memory (%s)', async (name) => {
    expect(await run(name, { memoryMegabytes: 160 })).toMatchObject({ kind: 'refused', code: 'out_of_memory' });
  });

  it.each(['exit-without-answer', 'crash', 'say-garbage'])(
    'counts as beaten by a corrupt document when it ends without sense (%s)',
    async (name) => {
      expect(await run(name)).toMatchObject({ kind: 'refused', code: 'corrupt' });
    },
  );

  it('leaves its last words when it crashes', async () => {
    expect(await run('crash')).toMatchObject({ detail: expect.stringContaining('the parser broke') });
  });

  it('is stopped when it says more than the text it may', async () => {
    const before = process.memoryUsage.rss();
    expect(await run('say-too-much', { maxTextCharacters: 1_000 })).toEqual({ kind: 'refused', code: 'too_much_inside' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it('has answered when it answers, even if it does not end', async () => {
    expect(await run('answer-and-stay', { timeoutMs: 600_000 })).toEqual({ kind: 'needs_ocr', format: 'pdf', pagesTotal: 7 });
  });

  it('has no variables of ours and may do nothing but read', async () => {
    const extraction = await run('tell-surroundings');
    expect(extraction.kind === 'extracted' && extraction.document.blocks.map((block) => block.kind === 'paragraph' && block.text)).toEqual([
      'variables: TZ',
      'cannot write: true',
      'cannot start: true',
      'cannot evaluate: true',
    ]);
  });

  it('ends itself when nobody is left to kill it', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-orphan-'));
    try {
      const pipeThatNobodyWrites = path.join(folder, 'upload');
      execFileSync('mkfifo', [pipeThatNobodyWrites]);
      const entry = findChildEntry(new URL('../src/extract/extract-text.ts', import.meta.url).href);
      const request = { file: { ...file, path: pipeThatNobodyWrites }, limits: { ...testLimits, timeoutMs: 100 } };
      const orphan = spawn(process.execPath, childArguments(entry, 512), { stdio: ['pipe', 'ignore', 'ignore', 'ignore'] });
      orphan.stdin?.end(`${JSON.stringify(request)}\n`);
      expect(await once(orphan, 'exit')).toEqual([null, 'SIGKILL']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('ends when its parent is gone before it asks anything', async () => {
    const entry = findChildEntry(new URL('../src/extract/extract-text.ts', import.meta.url).href);
    const orphan = spawn(process.execPath, childArguments(entry, 512), { stdio: ['pipe', 'ignore', 'ignore', 'ignore'] });
    orphan.stdin?.end();
    expect(await once(orphan, 'exit')).toEqual([0, null]);
  });

  it('is killed when the work is called off, and is not started when it was before', async () => {
    const calledOff = new Error('called off');
    const controller = new AbortController();
    const running = run('hang', {}, controller.signal);
    setImmediate(() => controller.abort(calledOff));
    await expect(running).rejects.toBe(calledOff);
    await expect(run('hang', {}, AbortSignal.abort(calledOff))).rejects.toBe(calledOff);
  });
});
