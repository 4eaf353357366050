import { judgeLicenses } from '../../src/supply/judge-licenses.ts';

describe('licences', () => {
  it.each(['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'Apache-2.0'])('%s may be shipped', (license) => {
    expect(judgeLicenses({ 'node_modules/one': { version: '1.0.0', license } })).toEqual([]);
  });

  it.each(['GPL-3.0-only', 'AGPL-3.0', '(MIT AND GPL-2.0)', 'SEE LICENSE IN LICENSE', 'BSD', 'BUSL-1.1', '(MIT OR (GPL-2.0 AND ISC))'])(
    '%s may not',
    (license) => {
      expect(judgeLicenses({ 'node_modules/one': { version: '1.0.0', license } })).toEqual([`one@1.0.0: ${license}`]);
    },
  );

  it('are asked of what production installs, however deep, and of nothing else', () => {
    const packages = {
      '': {},
      'libs/own': { version: '0.1.0' },
      'node_modules/own': { link: true },
      'node_modules/tester': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
      'node_modules/one/node_modules/@two/inner': { version: '2.0.0' },
    };
    expect(judgeLicenses(packages)).toEqual(['@two/inner@2.0.0: names no licence']);
  });
});
