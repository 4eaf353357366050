import path from 'node:path';
import { parseArgs } from 'node:util';

import { repositoryRoot } from '@sylion/launch/embedded';

import { noteRecords } from '../report/record-file.ts';
import { testsFile } from './measurements.ts';
import { promises } from './promises.ts';
import { provePromise } from './prove-promise.ts';
import type { TestRecord } from './test-record.ts';
import { writeReliability } from './write-reliability.ts';

const help = `npm run reliability [-- --prove [number …]]

Writes docs/reliability.md: every promise, the command that proves it, and what was measured last (docs/measurements).

  --prove   first runs the tests of these promises, of all when none is named, and notes what came out

${promises.map(({ title }, index) => `  ${String(index + 1).padStart(2)}  ${title}`).join('\n')}

The stories note their own results: npm run chaos -- <story> --report. Exit codes: 0 done, 1 a test failed, 2 not understood.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { prove: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const numbers = positionals.length > 0 ? positionals.map(Number) : promises.map((_, index) => index + 1);
  if (numbers.some((number) => promises[number - 1] === undefined) || (positionals.length > 0 && !values.prove)) throw new TypeError(help);
  if (values.help) console.log(help);
  else {
    for (const number of values.prove ? numbers : []) {
      console.error(`[reliability] ${number}. ${promises[number - 1]?.title ?? ''} …`);
      const record = await provePromise(number, repositoryRoot);
      console.error(`[reliability] ${record.passed} tests passed, ${record.failed} failed`);
      await noteRecords<TestRecord>(path.join(repositoryRoot, 'docs/measurements', testsFile), [record], ({ promise }) =>
        String(promise).padStart(2, '0'),
      );
      if (record.failed > 0 || record.passed === 0) process.exitCode = 1;
    }
    await writeReliability(repositoryRoot);
    console.log('docs/reliability.md written');
  }
} catch (error) {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
