import fs from 'node:fs/promises';
import path from 'node:path';

import { routes } from '../routes/routes.ts';
import { renderPermissions } from './render-permissions.ts';

const file = path.join(import.meta.dirname, '../../../../docs/permissions.md');
await fs.writeFile(file, renderPermissions(routes));
console.log('docs/permissions.md written');
