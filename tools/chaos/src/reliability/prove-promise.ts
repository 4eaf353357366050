import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { promises } from './promises.ts';
import type { TestRecord } from './test-record.ts';

/** Runs the tests of one promise, with their output on the terminal. @param number from 1 */
export async function provePromise(number: number, repository: string): Promise<TestRecord> {
  const files = promises[number - 1]?.tests ?? [];
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'promise-'));
  const report = path.join(folder, 'report.json');
  try {
    const words = ['--conditions=@sylion/source', '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    const jest = [path.join(repository, 'node_modules/jest/bin/jest.js'), '--runTestsByPath', ...files, '--json', `--outputFile=${report}`];
    const child = spawn(process.execPath, [...words, ...jest], {
      cwd: repository,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    await once(child, 'exit');
    const outcome = JSON.parse(await fs.readFile(report, 'utf8')) as {
      readonly numTotalTestSuites: number;
      readonly numPassedTests: number;
      readonly numFailedTests: number;
      readonly numRuntimeErrorTestSuites: number;
    };
    return {
      promise: number,
      measuredOn: new Date().toISOString().slice(0, 10),
      files: outcome.numTotalTestSuites,
      passed: outcome.numPassedTests,
      failed: outcome.numFailedTests + outcome.numRuntimeErrorTestSuites,
    };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
