import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
const policy = read('SECURITY.md');

describe('SECURITY.md', () => {
  it('leads to a mechanism that is there, and to no address that somebody invented', () => {
    expect(policy).toContain('Security → Advisories → Report a vulnerability');
    expect(policy).toContain('/private-vulnerability-reporting');
    expect(policy).not.toMatch(/[\w.-]+@[\w-]+\.\w+|example\.com/);
  });

  it('names commands, files and variables that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of policy.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    const files = [...policy.matchAll(/(?<![\w./-])(?:docs|docker|tools|\.github|\.ci)\/[\w./-]*\w/g)].map(([file]) => file);
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => !fs.existsSync(path.join(repositoryRoot, file)))).toEqual([]);
    const documented = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    const variables = [...policy.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name]) => name);
    expect(variables.filter((name) => !documented.includes(name))).toEqual([]);
  });
});
