import { createQueues, type DeadLetter, type Queues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';
import { deadLetterQueueName, queueContracts, type QueueContract } from '@sylion/schemas';

import { readRedriveOptions } from './redrive-options.ts';

const help = `npm run redrive -- --queue <name> [--ids <id,id>] [--list]

Publishes dead letters again, once what killed them is repaired. One that does not fit its queue's contract stays where it is.

  --queue <name>   ${queueContracts.map(({ name }) => name).join(', ')}
  --ids <id,id>    only these; all of them by default
  --list           shows them, newest first, and publishes nothing
  --help           this text
  REDIS_URL        redis:// URL of the Redis that carries the queues`;

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

async function run(): Promise<void> {
  const { queueName, ids, isList } = readRedriveOptions(process.argv.slice(2));
  const url = process.env['REDIS_URL'];
  if (!url) throw new Error('set REDIS_URL');
  const queues = createQueues({ url, logger: createLogger({ app: 'redrive', level: 'silent' }) });
  try {
    await becomeReady(queues);
    const contract = queueContracts.find(({ name }) => name === queueName) as unknown as AnyContract;
    if (isList) (await queues.deadLetters.list(contract)).filter(({ id }) => !ids || ids.includes(id)).forEach(print);
    else console.log(`${await queues.deadLetters.redrive(contract, queues, ids)} published again`);
    console.log(`${await queues.deadLetters.count(contract)} in ${deadLetterQueueName(contract)}`);
  } finally {
    await queues.close();
  }
}

function print({ id, diedAt, reason, error, attempts, payload }: DeadLetter & { id: string }): void {
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
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
