import path from 'node:path';

import { repositoryRoot, unpackPackages } from '@sylion/launch/embedded';

/** Alertmanager's own checker as the distribution has it, unpacked once. @returns its path */
export async function unpackAlertmanager(): Promise<string> {
  const { folder } = await unpackPackages({
    home: path.join(repositoryRoot, '.local/distribution/alertmanager'),
    choose: async () => ['prometheus-alertmanager'],
    program: 'usr/bin/amtool',
  });
  return path.join(folder, 'usr/bin/amtool');
}
