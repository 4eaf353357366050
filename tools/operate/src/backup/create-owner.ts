import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { repositoryRoot, runCommand } from '@sylion/launch/embedded';

import { connectionEnvironment, type PostgresPrograms } from './postgres-client.ts';

/** Runs docker/postgres/create-owner.sh on a server as its container does: an empty database, whose owner is no superuser. */
export async function createOwner(superuserUrl: string, ownerPassword: string, programs: PostgresPrograms): Promise<void> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-owner-'));
  try {
    const quoted = programs('psql').map((word) => `'${word}'`);
    await fs.writeFile(path.join(folder, 'psql'), `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`, { mode: 0o755 });
    await fs.writeFile(path.join(folder, 'postgres_owner_password'), ownerPassword, { mode: 0o600 });
    const environment = connectionEnvironment(superuserUrl);
    await runCommand('sh', [path.join(repositoryRoot, 'docker/postgres/create-owner.sh')], {
      environment: { ...environment, PATH: `${folder}:${environment['PATH']}`, POSTGRES_USER: 'postgres', SECRETS_FOLDER: folder },
    });
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}
