import { readEnvExample } from '@sylion/testbed';

import { readConfig } from '../src/config.ts';

it('.env.example is a valid configuration of this app', () => {
  expect(() => readConfig(readEnvExample())).not.toThrow();
});
