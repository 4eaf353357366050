// The child process of extractText: reads one file, says how far it is and what came out of it, and ends.
import { readFile, stat } from 'node:fs/promises';

import { parseChildRequest } from './child/child-request.ts';
import { endAfter } from './child/end-after.ts';
import { sendToParent } from './child/send-to-parent.ts';
import type { Extraction } from './extraction.ts';
import { readDocument } from './read-document.ts';

/** Long enough for the parent, if it lives, to end this process itself. */
const orphanGraceMs = 2_000;

const { file, limits } = parseChildRequest(process.argv[2]);
endAfter(limits.timeoutMs + orphanGraceMs);
const { size: sizeBytes } = await stat(file.path);
const extraction: Extraction =
  sizeBytes > limits.maxInflatedBytes
    ? { kind: 'refused', code: 'too_much_inside' }
    : await readDocument({ ...file, bytes: await readFile(file.path) }, limits, (pagesDone, pagesTotal) =>
        sendToParent({ kind: 'progress', pagesDone, pagesTotal }),
      );
sendToParent({ kind: 'answer', extraction });
process.exit(0);
