import { testSteps, type TestStep } from './test-run/test-step.ts';

const list = (steps: readonly TestStep[]): string => steps.map(({ name, what }) => `  ${name.padEnd(12)}${what}`).join('\n');
const ordinarySteps = testSteps.filter(({ isLarge }) => !isLarge);
const largeSteps = testSteps.filter(({ isLarge }) => isLarge);

const help = `npm test [-- STEP …] [-- --all] [-- --help]

Proves the whole product on this machine: needs only Node and npm, brings its own Postgres and Redis. Steps, all of them by default:

${list(ordinarySteps)}

and with --all, as in CI:

${list(largeSteps)}

Ends with one line "N passed, N failed" and a non-zero exit code on any failure.`;

const wanted = process.argv.slice(2);
if (wanted.includes('--help')) {
  console.log(help);
  process.exit(0);
}
const unknown = wanted.filter((name) => name !== '--all' && !testSteps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`unknown step ${unknown.join(', ')}\n\n${help}`);
  process.exit(2);
}

const steps = wanted.includes('--all')
  ? testSteps
  : wanted.length === 0
    ? ordinarySteps
    : testSteps.filter(({ name }) => wanted.includes(name));
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
