import { packagesToInstall } from './packages-to-install.ts';

describe('packagesToInstall', () => {
  it('names what is missing, in order, and nothing that an unpacked program must not bring', () => {
    const simulation = [
      'Reading package lists...',
      'The following NEW packages will be installed:',
      '  libjemalloc2 lsb-base redis-server redis-tools',
      'Inst libjemalloc2 (5.3.0-1 Debian:12/stable [amd64])',
      'Inst libc6 [2.36-9] (2.36-10 Debian:12/stable [amd64])',
      'Inst lsb-base (11.6 Debian:12/stable [all])',
      'Inst redis-tools (5:7.0.15-1 Debian:12/stable [amd64]) []',
      'Inst redis-server (5:7.0.15-1 Debian:12/stable [amd64])',
      'Conf libjemalloc2 (5.3.0-1 Debian:12/stable [amd64])',
    ].join('\n');
    expect(packagesToInstall(simulation)).toEqual(['libjemalloc2', 'redis-tools', 'redis-server']);
  });

  it('is empty when everything is installed', () => {
    expect(packagesToInstall('0 upgraded, 0 newly installed.')).toEqual([]);
  });
});
