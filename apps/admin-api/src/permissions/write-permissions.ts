import fs from 'node:fs/promises';
import path from 'node:path';

import { routes } from '../routes/routes.ts';
import { renderPermissions } from './render-permissions.ts';

const file = path.join(import.meta.dirname, '../../../../docs/permissions.md');
await fs.writeFile(file, renderPermissions(routes));
process.stdout.write('docs/permissions.md written\n');
