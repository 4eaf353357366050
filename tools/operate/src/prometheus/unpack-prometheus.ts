import path from 'node:path';

import { CannotProvide, repositoryRoot, unpackPackages } from '@sylion/launch/embedded';

/** Paths of the two programs. */
export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

/** Prometheus as the distribution has it, unpacked once: programs that need no other package. @throws {CannotProvide} */
export async function unpackPrometheus(): Promise<PrometheusPrograms> {
  try {
    const { folder } = await unpackPackages({
      home: path.join(repositoryRoot, '.local/distribution/prometheus'),
      choose: async () => ['prometheus'],
      program: 'usr/bin/promtool',
    });
    return { prometheus: path.join(folder, 'usr/bin/prometheus'), promtool: path.join(folder, 'usr/bin/promtool') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotProvide('Prometheus', `its package could not be fetched (${reason}).`, 'It takes apt and a Debian.', error);
  }
}
