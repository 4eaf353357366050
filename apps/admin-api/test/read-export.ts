import { buffer } from 'node:stream/consumers';

import yauzl from 'yauzl';

import type { TestApi } from './harness.ts';

/** An export as somebody finds it who unpacks it: files by name. */
export class Export {
  readonly files: ReadonlyMap<string, Buffer>;
  constructor(files: ReadonlyMap<string, Buffer>) {
    this.files = files;
  }

  text(name: string): string {
    return this.files.get(name)?.toString() ?? '';
  }

  /** The rows of a table; fails when it has no file. */
  rows(table: string): Record<string, unknown>[] {
    return JSON.parse(this.text(`${table.replaceAll('_', '-')}.json`)) as Record<string, unknown>[];
  }

  get manifest(): { files: { name: string; rows: number }[]; media: number } {
    return JSON.parse(this.text('manifest.json')) as Export['manifest'];
  }
}

/** Downloads and unpacks the export of an end user. */
export async function readExport(api: TestApi, key: string, endUserId: string): Promise<Export> {
  const response = await fetch(`${api.url}/v1/end-users/${endUserId}/export`, { headers: { authorization: `Bearer ${key}` } });
  if (response.status !== 200) throw new Error(`the export answered ${response.status} ${await response.text()}`);
  const archive = await yauzl.fromBufferPromise(Buffer.from(await response.arrayBuffer()), { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) files.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
  return new Export(files);
}
