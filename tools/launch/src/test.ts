import { testSteps } from './test-run/test-step.ts';

const help = `npm test [-- STEP …] [-- --help]

Proves the whole product on this machine: needs only Node and npm, brings its own Postgres and Redis. Steps, all of them by default:

${testSteps.map(({ name, what }) => `  ${name.padEnd(12)}${what}`).join('\n')}

Ends with one line "N passed, N failed" and a non-zero exit code on any failure.`;

const wanted = process.argv.slice(2);
if (wanted.includes('--help')) {
  console.log(help);
  process.exit(0);
}
const unknown = wanted.filter((name) => !testSteps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`unknown step ${unknown.join(', ')}\n\n${help}`);
  process.exit(2);
}

const steps = testSteps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
let passed = 0;
let failed = 0;
for (const [index, step] of steps.entries()) {
  const startedAt = performance.now();
  console.log(`\n[test] ${index + 1}/${steps.length} ${step.name}: ${step.what} …`);
  const counts = await step.run();
  passed += counts.passed;
  failed += counts.failed;
  console.log(
    `[test] ${step.name}: ${counts.passed} passed, ${counts.failed} failed in ${Math.round((performance.now() - startedAt) / 1_000)} s`,
  );
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
