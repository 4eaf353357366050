import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
const page = read('docs/upgrades.md');

describe('docs/upgrades.md', () => {
  it('names no command that does not exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...page.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(commands).toEqual(expect.arrayContaining(['upgrade-drill', 'doctor', 'migrate', 'cut-release']));
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    for (const [, step = ''] of page.matchAll(/npm test -- ([a-z]\w*)/g))
      expect(read('tools/launch/src/test-run/test-step.ts')).toContain(`'${step}'`);
  });

  it('names no file, variable or service that does not exist', () => {
    const paths = [...page.matchAll(/`((?:libs|tools|docker|k8s)\/[\w./-]+)`/g)].map(([, file = '']) => file);
    expect(paths.filter((file) => !fs.existsSync(path.join(repositoryRoot, file)))).toEqual([]);
    const links = [...page.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, file = '']) => path.join('docs', file));
    expect(links.filter((file) => !fs.existsSync(path.join(repositoryRoot, file)))).toEqual([]);
    const defaults = read('libs/runtime/src/config-fields.ts');
    expect(defaults).toMatch(/DRAIN_GRACE_MS: .*default\(90_000\)/);
    expect(defaults).toMatch(/DRAIN_LAG_MS: .*default\(5_000\)/);
    expect(read('docker/compose.yaml')).toMatch(/^ {2}migrate:/m);
  });
});
