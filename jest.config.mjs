// One Jest project per workspace package; sources run as ESM straight from TypeScript (swc only strips types).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const packageFolders = ['apps', 'libs', 'tools']
  .flatMap((group) => fs.readdirSync(group).map((name) => path.join(group, name)))
  .filter((folder) => fs.existsSync(path.join(folder, 'package.json')));

export default {
  globalSetup: './libs/testbed/jest-global-setup.mjs',
  globalTeardown: './libs/testbed/jest-global-teardown.mjs',
  testTimeout: 30_000,
  // Test files wait a good deal for Postgres, timers and child processes: two at a time are worth it on two cores too.
  maxWorkers: Math.max(2, os.availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
  // A worker that holds so much memory may need more than the usual half second to be gone.
  workerGracefulExitTimeout: 10_000,
  projects: packageFolders.map((folder) => ({
    displayName: JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).name,
    rootDir: folder,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/{src,test}/**/*.test.ts'],
    extensionsToTreatAsEsm: ['.ts'],
    testEnvironmentOptions: { customExportConditions: ['@sylion/source', 'node', 'node-addons'] },
    transform: {
      '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
    },
  })),
};
