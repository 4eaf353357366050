import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '../embedded/repository-root.ts';
import { runVisibly } from './run-command.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** One part of `npm test`. */
export interface TestStep {
  readonly name: string;
  readonly what: string;
  /** Takes minutes and guards what seldom breaks: run when it is named, and in CI. */
  readonly isLarge?: true;
  readonly run: () => Promise<TestCounts>;
}

/** Test files that make steps of their own: `….large.test.ts`. */
const largeFiles = '\\.large\\.test\\.ts$';
const hopsFile = 'hops\\.large\\.test\\.ts$';

const bin = (name: string): string => path.join(repositoryRoot, 'node_modules', '.bin', name);
const quietNx = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NX_DISABLE_REMOTE_CACHE: 'true' };

/** A check that passes or fails as a whole. */
const check = (name: string, what: string, program: string, words: readonly string[], environment?: Record<string, string>): TestStep => ({
  name,
  what,
  run: async () => ((await runVisibly(program, words, environment)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

const nx = (target: string): string[] => [
  'run-many',
  '-t',
  target,
  '--output-style=stream',
  ...(process.env.CI ? ['--skip-nx-cache'] : []),
];

/** Tests of the named packages (all but acceptance by default), counted one by one. */
function jest(name: string, what: string, words: readonly string[]): TestStep {
  return {
    name,
    what,
    run: async () => {
      const report = path.join(repositoryRoot, '.local', 'test', `${name}-${process.pid}.json`);
      fs.mkdirSync(path.dirname(report), { recursive: true });
      const options = [
        '--conditions=@sylion/source',
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        // Every test file loads a few thousand modules anew: with room for them, most garbage is gone before it is ever moved.
        '--max-semi-space-size=32',
        path.join(repositoryRoot, 'node_modules/jest/bin/jest.js'),
      ];
      const exitCode = await runVisibly(
        process.execPath,
        [...options, ...words, '--json', `--outputFile=${report}`, '--testLocationInResults=false'],
        { NODE_ENV: 'test' },
      );
      const counts = readReport(report);
      fs.rmSync(report, { force: true });
      return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    },
  };
}

function readReport(file: string): TestCounts {
  try {
    const report = JSON.parse(fs.readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const large = (step: TestStep): TestStep => ({ ...step, isLarge: true });

/** Everything `npm test` can do, in order. */
export const testSteps: readonly TestStep[] = [
  check('lockfile', 'the lockfile installs everywhere, and the same everywhere', process.execPath, ['tools/launch/check-lockfile.mjs']),
  check('supply', 'licences, secrets, and in CI the advisories of what production installs', process.execPath, [
    '--conditions=@sylion/source',
    'tools/operate/src/supply/main.ts',
    ...(process.env.CI ? [] : ['--offline']),
  ]),
  check('sources', 'file budget, documented paths, package dependencies', process.execPath, ['tools/launch/check-sources.mjs']),
  check('format', 'one layout, Prettier’s', bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  check('lint', 'house rules', bin('nx'), nx('lint'), quietNx),
  check('types', 'TypeScript', bin('nx'), nx('typecheck'), quietNx),
  check('build', 'every app bundles', bin('nx'), nx('build'), quietNx),
  jest('tests', 'unit and integration tests on real Postgres and Redis', [
    '--ignoreProjects',
    '@sylion/acceptance',
    '--testPathIgnorePatterns',
    largeFiles,
  ]),
  check('eval', 'the golden set is answered at its recorded level', process.execPath, [
    '--conditions=@sylion/source',
    'tools/eval/src/main.ts',
    '--gate',
    'tools/eval/golden/levels.json',
  ]),
  jest('acceptance', 'black-box stories against the running product', ['--selectProjects', '@sylion/acceptance']),
  large(
    jest('large', 'nginx, images, traces, backup and restore for real; every bench at a small size', [
      '--testPathPatterns',
      largeFiles,
      '--testPathIgnorePatterns',
      hopsFile,
      '--runInBand',
    ]),
  ),
  large(
    jest('hops', 'a real Prometheus sees each broken hop within a minute, and the doctor says what to do', [
      '--testPathPatterns',
      hopsFile,
    ]),
  ),
  large(
    check('chaos', 'the quick stories of chaos: all trouble at once, bursts, take-overs, quotas, a backlog', process.execPath, [
      '--conditions=@sylion/source',
      'tools/chaos/src/main.ts',
      '--quick',
    ]),
  ),
  large(
    check('upgrade', 'a rolling upgrade from the previous release, under load', process.execPath, [
      '--conditions=@sylion/source',
      'tools/upgrade/src/drill/main.ts',
      '--quick',
    ]),
  ),
];
