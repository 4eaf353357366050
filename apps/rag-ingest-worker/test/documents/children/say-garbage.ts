import fs from 'node:fs';

fs.writeSync(3, '{"kind":"answer","extraction":{"kind":"extracted","format":"exe"}}\n');
setInterval(() => undefined, 1_000);
