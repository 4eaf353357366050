// Memory beside the heap, of which no V8 limit knows.
import { Buffer } from 'node:buffer';

const kept: Buffer[] = [];
for (;;) kept.push(Buffer.alloc(8_000_000, 1));
