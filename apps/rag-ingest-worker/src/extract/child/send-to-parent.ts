import fs from 'node:fs';

import type { ChildMessage } from './child-message.ts';

/** A pipe of its own, so that nothing a library prints can be taken for an answer. */
export const answerChannel = 3;

/** Returns when the parent's end of the pipe has taken the whole line. */
export function sendToParent(message: ChildMessage): void {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let offset = 0; offset < line.length;) offset += fs.writeSync(answerChannel, line, offset);
}
