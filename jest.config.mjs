// One Jest project per workspace package; sources run as ESM straight from TypeScript (swc only strips types).
import fs from 'node:fs';
import path from 'node:path';

const packageFolders = ['apps', 'libs', 'tools']
  .flatMap((group) => fs.readdirSync(group).map((name) => path.join(group, name)))
  .filter((folder) => fs.existsSync(path.join(folder, 'package.json')));

export default {
  globalSetup: './libs/testbed/jest-global-setup.mjs',
  globalTeardown: './libs/testbed/jest-global-teardown.mjs',
  testTimeout: 30_000,
  workerIdleMemoryLimit: '700MB',
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
