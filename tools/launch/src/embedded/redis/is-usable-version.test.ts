import { isUsableVersion } from './is-usable-version.ts';

const printed = (version: string) => `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1`;

describe('isUsableVersion', () => {
  it('takes 6.2 and everything newer', () => {
    for (const version of ['6.2.0', '7.0.15', '8.0.2', '10.1.0']) expect(isUsableVersion(printed(version))).toBe(true);
  });

  it('refuses older ones and whatever is not Redis', () => {
    for (const text of [printed('6.0.16'), printed('5.0.3'), '', 'command not found']) expect(isUsableVersion(text)).toBe(false);
  });
});
