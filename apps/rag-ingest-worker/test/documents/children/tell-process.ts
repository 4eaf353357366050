// Reads every document as the number of its process and how many it has read; one called `only-first` breaks a process that read
// another before, and one called `large` stays in its memory.
import fs from 'node:fs';
import { createInterface } from 'node:readline';

const held: Buffer[] = [];
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  count += 1;
  const { file } = JSON.parse(line) as { file: { name: string } };
  if (file.name === 'only-first' && count > 1) process.exit(1);
  if (file.name === 'large') held.push(Buffer.alloc(150_000_000, 1));
  const document = {
    title: String(process.pid),
    blocks: [{ kind: 'paragraph', text: String(count), page: null }],
    pagesTotal: null,
    pagesWithText: null,
  };
  const extraction =
    file.name === 'never' ? { kind: 'refused', code: 'corrupt' } : { kind: 'extracted', format: 'txt', document, pagesWithoutText: [] };
  fs.writeSync(3, `${JSON.stringify({ kind: 'answer', extraction })}\n`);
}
