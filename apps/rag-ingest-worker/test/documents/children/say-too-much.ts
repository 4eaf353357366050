import { Buffer } from 'node:buffer';
import fs from 'node:fs';

const noise = Buffer.alloc(65_536, 'x');
for (;;) fs.writeSync(3, noise);
