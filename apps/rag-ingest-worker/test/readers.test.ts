import fs from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

import { createReaders, type Readers } from '../src/extract/child/readers.ts';
import { testLimits } from './documents/extract-bytes.ts';

/** Which process read it, as its how manieth document. */
interface Seen {
  readonly processId: number;
  readonly documents: number;
}

describe('children that read documents', () => {
  let readers: Readers;
  beforeEach(() => {
    readers = open(false);
  });
  const open = (keepsSpare: boolean): Readers => {
    const childEntry = fileURLToPath(new URL('documents/children/tell-process.ts', import.meta.url));
    return createReaders({ childEntry, memoryMegabytes: 512, mostWaiting: 3, keepsSpare });
  };
  afterEach(() => readers.close());

  async function read(tenantId: string, name = 'any'): Promise<Seen> {
    const file = { path: '/dev/null', name, mimeType: 'text/plain' };
    const extraction = await readers.read(tenantId, { file, limits: testLimits });
    if (extraction.kind !== 'extracted') throw new Error(JSON.stringify(extraction));
    const [block] = extraction.document.blocks;
    return { processId: Number(extraction.document.title), documents: block?.kind === 'paragraph' ? Number(block.text) : 0 };
  }
  const isRunning = (processId: number): boolean => fs.existsSync(`/proc/${processId}`);

  it('read one document of a tenant after another, and never one of somebody else', async () => {
    const first = await read('one');
    expect(await read('one')).toEqual({ ...first, documents: 2 });
    const others = await read('other');
    expect(others.documents).toBe(1);
    expect(others.processId).not.toBe(first.processId);
  });

  it('read side by side, each giving way to the ones before it', async () => {
    const seen = await Promise.all([read('one'), read('one'), read('other')]);
    expect(new Set(seen.map(({ processId }) => processId)).size).toBe(3);
    const [first, second, others] = seen.map(({ processId }) => os.getPriority(processId) - os.getPriority());
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first ?? 0);
    expect(others).toBe(first);
  });

  it('decide about a document that broke a used one afresh', async () => {
    const first = await read('one');
    const again = await read('one', 'only-first');
    expect(again.documents).toBe(1);
    expect(again.processId).not.toBe(first.processId);
    expect(isRunning(first.processId)).toBe(false);
  });

  it('are not asked again after a refusal', async () => {
    await expect(read('one', 'never')).rejects.toThrow('corrupt');
    expect((await read('one')).documents).toBe(1);
  });

  it('read a first document at once where one waits for it, each for one tenant', async () => {
    await readers.close();
    readers = open(true);
    const seen = [await read('one'), await read('other'), await read('one'), await read('third')];
    expect(seen.map(({ documents }) => documents)).toEqual([1, 1, 2, 1]);
    expect(new Set(seen.map(({ processId }) => processId)).size).toBe(3);
  });

  it('retire after a hundred documents', async () => {
    const seen: Seen[] = [];
    for (let document = 0; document < 101; document += 1) seen.push(await read('one'));
    expect(seen.at(-1)?.documents).toBe(1);
    expect(isRunning(seen[0]?.processId ?? 0)).toBe(false);
  });

  it('retire when they hold on to much memory', async () => {
    const first = await read('one', 'large');
    expect(isRunning(first.processId)).toBe(false);
    expect((await read('one')).documents).toBe(1);
  });

  it('are never more than some that wait, and none is left at the end', async () => {
    const seen = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((tenantId) => read(tenantId)));
    expect(seen.filter(({ processId }) => isRunning(processId))).toHaveLength(3);
    await readers.close();
    expect(seen.filter(({ processId }) => isRunning(processId))).toEqual([]);
  });
});
