// The child process of extractText: reads one file after another, says how far it is and what came out of each, and ends with its parent.
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import { spareArgument } from './child/child-arguments.ts';
import { parseChildRequest, type ChildRequest } from './child/child-request.ts';
import { startDeadline } from './child/deadline.ts';
import { sendToParent } from './child/send-to-parent.ts';
import type { Extraction } from './extraction.ts';
import { loadTextReaders, readDocument } from './read-document.ts';

/** Long enough for the parent, if it lives, to end this process itself. */
const orphanGraceMs = 2_000;

const deadline = startDeadline();
if (process.argv[2] === spareArgument) await loadTextReaders();
for await (const line of createInterface({ input: process.stdin })) {
  const request = parseChildRequest(line);
  deadline.set(request.limits.timeoutMs + orphanGraceMs);
  const extraction = await read(request);
  deadline.lift();
  sendToParent({ kind: 'answer', extraction });
}
process.exit(0);

async function read({ file, limits }: ChildRequest): Promise<Extraction> {
  const { size: sizeBytes } = await stat(file.path);
  if (sizeBytes > limits.maxInflatedBytes) return { kind: 'refused', code: 'too_much_inside' };
  return readDocument({ ...file, bytes: await readFile(file.path) }, limits, (pagesDone, pagesTotal) =>
    sendToParent({ kind: 'progress', pagesDone, pagesTotal }),
  );
}
