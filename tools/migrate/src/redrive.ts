import { setTimeout as pause } from 'node:timers/promises';

import { createDatabase, findTenant, writeAudit } from '@sylion/database';
import { createQueues, type DeadLetter, type Queues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';
import { deadLetterQueueName, queueContracts, type QueueContract } from '@sylion/schemas';

import { readRedriveOptions, type RedriveOptions } from './redrive-options.ts';

const help = `npm run redrive -- --queue <name> [--ids <id,id>] [--tenant <id>] [--reason <name>] [--publish [--per-second <n>]]

Shows dead letters, newest first, and with --publish publishes them again, once what killed them is repaired: slowly, and only once each; a job
only points to what Postgres knows, so one that is published twice does nothing twice. One that does not fit its queue's contract stays where it
is, as does one of a tenant that is gone. What is published is in the audit log of its tenant.

  --queue <name>     ${queueContracts.map(({ name }) => name).join(', ')}
  --ids <id,id>      only these
  --tenant <id>      only those of this tenant
  --reason <name>    only those that died of this, PoisonJob for example
  --publish          publishes those that would be shown; without it nothing is changed
  --per-second <n>   so many at most, 20 by default
  --help             this text
  REDIS_URL          redis:// URL of the Redis that carries the queues
  DATABASE_URL       postgres:// URL that the apps log in with; needed to publish, for the audit log`;

const mostAtOnce = 10_000;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    await run();
  } catch (error) {
    console.error(`redrive: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** Whatever a queue carries, its own schema parses it before it is published again. */
type AnyContract = QueueContract<{ tenantId: string }>;
type Letter = DeadLetter & { readonly id: string };

async function run(): Promise<void> {
  const options = readRedriveOptions(process.argv.slice(2));
  const { REDIS_URL: url, DATABASE_URL: databaseUrl } = process.env;
  if (!url) throw new Error('set REDIS_URL');
  if (options.isPublishing && !databaseUrl) throw new Error('set DATABASE_URL: what is published is written to the audit log');
  const queues = createQueues({ url, logger: createLogger({ app: 'redrive', level: 'silent' }) });
  try {
    await becomeReady(queues);
    const contract = queueContracts.find(({ name }) => name === options.queueName) as unknown as AnyContract;
    const letters = (await queues.deadLetters.list(contract, mostAtOnce)).filter((letter) => isMeant(letter, contract, options));
    if (options.isPublishing) console.log(`${await publish(letters, contract, options, queues, databaseUrl ?? '')} published again`);
    else letters.forEach(print);
    console.log(`${await queues.deadLetters.count(contract)} in ${deadLetterQueueName(contract)}`);
    if (!options.isPublishing && letters.length > 0)
      console.log(`nothing was changed; --publish publishes the ${letters.length} above again`);
  } finally {
    await queues.close();
  }
}

function tenantOf({ payload }: Letter, contract: AnyContract): string | undefined {
  return contract.schema.safeParse(payload).data?.tenantId;
}

function isMeant(letter: Letter, contract: AnyContract, { ids, tenantId, reason }: RedriveOptions): boolean {
  return (
    (ids === undefined || ids.includes(letter.id)) &&
    (reason === undefined || letter.reason === reason) &&
    (tenantId === undefined || tenantOf(letter, contract) === tenantId)
  );
}

/** Says first in the audit log what it is about to do: nothing happens without a trace. */
async function publish(
  letters: readonly Letter[],
  contract: AnyContract,
  { perSecond }: RedriveOptions,
  queues: Queues,
  databaseUrl: string,
): Promise<number> {
  const database = createDatabase({
    url: databaseUrl,
    applicationName: 'redrive',
    poolSize: 1,
    logger: createLogger({ app: 'redrive', level: 'silent' }),
  });
  let count = 0;
  try {
    for (const [tenantId, own] of Map.groupBy(letters, (letter) => tenantOf(letter, contract))) {
      if (tenantId === undefined) continue;
      const ids = own.map(({ id }) => id);
      const isKnown = await database.asPlatform('redrive dead letters', async (scope) => {
        if (!(await findTenant(scope, tenantId))) return false;
        const entry = { tenantId, actor: { kind: 'platform' }, subjectKind: 'tenant', subjectId: tenantId } as const;
        await writeAudit(scope.sql, { ...entry, action: 'dead_letters.redriven', after: { queue: contract.name, ids } });
        return true;
      });
      if (isKnown) count += await queues.deadLetters.redrive(contract, queues, ids, () => pause(1_000 / perSecond));
    }
  } finally {
    await database.close();
  }
  return count;
}

function print({ id, diedAt, reason, error, attempts, payload }: Letter): void {
  console.log(`${id}  ${diedAt}  after ${attempts} attempt${attempts === 1 ? '' : 's'}  ${reason}: ${error}\n  ${JSON.stringify(payload)}`);
}

/** The connection is made in the background, and a person does not wait for ever. */
async function becomeReady(queues: Queues, timeoutMs = 3_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await queues.ping();
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(50);
    }
  }
}
