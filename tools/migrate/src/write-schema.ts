import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { dumpSchema, migrate } from '@sylion/database';
import { repositoryRoot, startEmbeddedPostgres } from '@sylion/launch/embedded';

const help = `npm run schema [-- --check] [-- --help]

Migrates an empty Postgres of its own and writes the schema that results to libs/database/schema.sql.

  --check   writes nothing; exit code 1 when the committed file is not what the migrations make
  --help    this text`;

const file = path.join(repositoryRoot, 'libs/database/schema.sql');

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  const schema = await makeSchema();
  const committed = await fs.readFile(file, 'utf8').catch(() => '');
  if (committed === schema) {
    console.log('libs/database/schema.sql is up to date');
  } else if (process.argv.includes('--check')) {
    console.error('libs/database/schema.sql is not what the migrations make: run "npm run schema" and commit it');
    process.exitCode = 1;
  } else {
    await fs.writeFile(file, schema);
    console.log('libs/database/schema.sql written');
  }
}

async function makeSchema(): Promise<string> {
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-schema-'));
  await fs.chmod(home, 0o755); // started by root, the server runs as somebody else
  try {
    const server = await startEmbeddedPostgres({ home, durability: 'fast' });
    try {
      const appUrl = Object.assign(new URL(server.superuserUrl), { username: 'sylion_app' }).toString();
      await migrate({ ownerUrl: server.superuserUrl, appUrl });
      return await dumpSchema(server.superuserUrl);
    } finally {
      await server.stop();
    }
  } finally {
    await fs.rm(home, { recursive: true, force: true });
  }
}
