import fs from 'node:fs/promises';
import path from 'node:path';

import { routes } from '../routes/routes.ts';
import { renderClientTypes } from './render-client-types.ts';

const file = 'libs/admin-client/src/generated/admin-api.ts';
await fs.writeFile(path.join(import.meta.dirname, '../../../..', file), await renderClientTypes(routes));
process.stdout.write(`${file} written\n`);
