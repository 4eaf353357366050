// The house rules of docs/decisions and CONTRIBUTING.md as lint errors: who may import whom, where drivers,
// environment variables and mocks may appear, and how long a file may grow.
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const layer = (sourceTag, ...allowed) => ({
  sourceTag: `layer:${sourceTag}`,
  onlyDependOnLibsWithTags: allowed.map((tag) => `layer:${tag}`),
});

/** Third-party drivers, each importable in exactly one place. */
const driverHomes = {
  kysely: ['libs/database'],
  pg: ['libs/database', 'libs/testbed', 'tools/launch', 'tools/bench', 'tools/acceptance'],
  bullmq: ['libs/queues', 'tools/bench'],
  ioredis: ['libs/queues', 'libs/testbed', 'tools/acceptance', 'tools/bench'],
  '@google-cloud/storage': ['libs/storage', 'tools/emulators', 'libs/testbed'],
  '@google-cloud/aiplatform': ['libs/vertex-client', 'tools/emulators'],
  '@google-cloud/discoveryengine': ['libs/vertex-client', 'tools/emulators'],
  '@grpc/grpc-js': ['libs/vertex-client', 'tools/emulators'],
};
const testSupport = ['@sylion/testbed', '@sylion/admin-client', '@sylion/emulators', 'fast-check', 'supertest', '@jest/globals'];
const mayUseTestSupport = ['libs/testbed', 'tools'];

const isBelow = (folder, parents) => parents.some((parent) => folder === parent || folder.startsWith(`${parent}/`));
const forbiddenImports = (folder, isTest) => [
  ...Object.entries(driverHomes)
    .filter(([, homes]) => !isBelow(folder, homes))
    .map(([driver, homes]) => ({ group: [driver, `${driver}/*`], message: `${driver} may be imported only in ${homes.join(', ')}.` })),
  ...(isTest || isBelow(folder, mayUseTestSupport) ? [] : [{ group: testSupport, message: 'Test support may be imported only by tests.' }]),
];
const folders = [
  'apps/gateway',
  'apps/processor-worker',
  'apps/rag-ingest-worker',
  'apps/admin-api',
  'libs/schemas',
  'libs/tenancy',
  'libs/conversation',
  'libs/knowledge',
  'libs/runtime',
  'libs/database',
  'libs/queues',
  'libs/storage',
  'libs/vertex-client',
  'libs/admin-client',
  'libs/testbed',
  'tools/launch',
  'tools/emulators',
  'tools/acceptance',
  'tools/migrate',
  'tools/eval',
  'tools/bench',
  'tools/chaos',
  'tools/upgrade',
  'tools/doctor',
  'tools/bundle',
  'tools/operate',
];
const tests = ['src/**/*.test.ts', 'test/**/*.ts'];
const importRules = folders.flatMap((folder) => [
  { files: [`${folder}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns: forbiddenImports(folder, false) }] } },
  {
    files: tests.map((pattern) => `${folder}/${pattern}`),
    rules: { 'no-restricted-imports': ['error', { patterns: forbiddenImports(folder, true) }] },
  },
]);

export default tseslint.config(
  { ignores: ['**/dist', '**/out-tsc', '**/generated', '**/node_modules', '.nx', '.local'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: [
            layer('contract', 'contract'),
            layer('domain', 'contract', 'domain'),
            layer('runtime', 'runtime', 'contract'),
            layer('adapter', 'contract', 'domain', 'runtime'),
            layer('app', 'contract', 'domain', 'runtime', 'adapter', 'client', 'test'),
            layer('client', 'contract'),
            layer('test', 'contract', 'domain', 'runtime', 'adapter', 'client', 'tool'),
            layer('tool', 'contract', 'domain', 'runtime', 'adapter', 'client', 'tool', 'test'),
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Environment variables are read only in config.ts.' },
        { object: 'jest', property: 'mock', message: 'Pass fakes as dependencies instead of mocking modules.' },
        { object: 'jest', property: 'doMock', message: 'Pass fakes as dependencies instead of mocking modules.' },
        { object: 'jest', property: 'unstable_mockModule', message: 'Pass fakes as dependencies instead of mocking modules.' },
      ],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  ...importRules,
  { files: ['**/*.test.ts', '**/test/**/*.ts'], rules: { 'max-lines': ['error', { max: 500 }] } },
  {
    files: ['**/config.ts', '**/config.test.ts', 'tools/**/*.ts', 'tools/**/*.mjs', 'libs/testbed/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'jest', property: 'mock', message: 'Pass fakes as dependencies instead of mocking modules.' },
        { object: 'jest', property: 'unstable_mockModule', message: 'Pass fakes as dependencies instead of mocking modules.' },
      ],
    },
  },
  { files: ['tools/**/*.ts', 'tools/**/*.mjs'], rules: { 'no-console': 'off' } },
);
