import { isUsableInstallation, parseInstallation } from './parse-installation.ts';
import { extensions } from './postgres-distribution.ts';

const withVector = (version: string) => (extension: string) =>
  extensions.includes(extension) ? `comment = 'x'\ndefault_version = '${extension === 'vector' ? version : '1.0'}'\n` : undefined;

describe('parseInstallation', () => {
  it('reads what pg_config prints', () => {
    const printed = '/usr/lib/postgresql/17/bin\n/usr/share/postgresql/17\nPostgreSQL 17.10 (Debian 17.10-1)\n';
    expect(parseInstallation(printed)).toEqual({
      binFolder: '/usr/lib/postgresql/17/bin',
      shareFolder: '/usr/share/postgresql/17',
      major: 17,
    });
  });

  it('recognises that something else answered', () => {
    expect(parseInstallation('no such option\n')).toBeUndefined();
  });
});

describe('isUsableInstallation', () => {
  it('takes PostgreSQL from 15 and pgvector from 0.8 on', () => {
    expect(isUsableInstallation(15, withVector('0.8.0'))).toBe(true);
    expect(isUsableInstallation(18, withVector('1.0.0'))).toBe(true);
  });

  it('refuses older ones', () => {
    expect(isUsableInstallation(14, withVector('0.8.0'))).toBe(false);
    expect(isUsableInstallation(16, withVector('0.6.0'))).toBe(false);
  });

  it('refuses one that lacks any extension', () => {
    const complete = withVector('0.8.0');
    for (const missing of extensions) {
      expect(isUsableInstallation(17, (extension) => (extension === missing ? undefined : complete(extension)))).toBe(false);
    }
  });
});
