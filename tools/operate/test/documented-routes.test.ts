import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
/** Written out of the routes themselves, and held to them by a test of the Admin API. */
const served = new Set([...read('docs/permissions.md').matchAll(/^\| `([A-Z]+ \/v1\/\S+)`/gm)].map(([, route = '']) => route));
const advice = ['SECURITY.md', 'docs/*.md', 'docs/runbooks/*.md', 'tools/doctor/src/**/*.ts'];

it('who is told to call a route of the Admin API is told of one that there is', () => {
  const named = fs
    .globSync(advice, { cwd: repositoryRoot })
    .flatMap((file) =>
      [...read(file).matchAll(/\b((?:GET|POST|PUT|PATCH|DELETE) \/v1\/[\w{}/-]*[\w}])/g)].map(([, route = '']) => ({ file, route })),
    );
  expect(served.size).toBeGreaterThan(80);
  expect(named.filter(({ file }) => file !== 'docs/permissions.md').length).toBeGreaterThan(15);
  expect(named.filter(({ route }) => !served.has(route))).toEqual([]);
});
