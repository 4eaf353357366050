import fs from 'node:fs';

fs.writeSync(3, '{"kind":"answer","extraction":{"kind":"needs_ocr","format":"pdf","pagesTotal":7}}\n');
setInterval(() => undefined, 1_000);
