import { readEnvExample, settingNames } from '@sylion/testbed';

import { readConfig } from '../src/config.ts';

it('.env.example is a valid configuration of this app', () => {
  expect(() => readConfig(readEnvExample())).not.toThrow();
});

it('.env.example sets or explains every setting of this app', () => {
  expect(settingNames()).toEqual(expect.arrayContaining(Object.keys(readConfig(readEnvExample()))));
});
