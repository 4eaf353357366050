import fs from 'node:fs/promises';
import path from 'node:path';

import { renderClientTypes } from '../src/client/render-client-types.ts';
import { routes } from '../src/routes/routes.ts';

it('the types of libs/admin-client are those of the routes: otherwise run `npm run client`', async () => {
  const file = path.join(import.meta.dirname, '../../../libs/admin-client/src/generated/admin-api.ts');
  expect((await fs.readFile(file, 'utf8')) === (await renderClientTypes(routes))).toBe(true); // a diff of thousands of lines helps nobody
});
