import { parseArgs } from 'node:util';

import { queueContracts } from '@sylion/schemas';

export interface RedriveOptions {
  readonly queueName: string;
  /** Which dead letters are meant: those that fit everything that is named here. */
  readonly ids: readonly string[] | undefined;
  readonly tenantId: string | undefined;
  /** The name of what they died of, as the list shows it. */
  readonly reason: string | undefined;
  /** Otherwise they are only shown. */
  readonly isPublishing: boolean;
  readonly perSecond: number;
}

const mostPerSecond = 1_000;

/** Reads the command line of `npm run redrive`. @throws {Error} with a message for a person */
export function readRedriveOptions(args: readonly string[]): RedriveOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      queue: { type: 'string' },
      ids: { type: 'string' },
      tenant: { type: 'string' },
      reason: { type: 'string' },
      publish: { type: 'boolean', default: false },
      'per-second': { type: 'string', default: '20' },
    },
  });
  const names = queueContracts.map(({ name }) => name);
  const queueName = names.find((name) => name === values.queue);
  if (queueName === undefined) throw new Error(`--queue must be one of ${names.join(', ')}`);
  const ids = values.ids
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids?.length === 0) throw new Error('--ids names no dead letter');
  const perSecond = Number(values['per-second']);
  if (!(Number.isInteger(perSecond) && perSecond >= 1 && perSecond <= mostPerSecond))
    throw new Error(`--per-second must be a number from 1 to ${mostPerSecond}`);
  return { queueName, ids, tenantId: values.tenant, reason: values.reason, isPublishing: values.publish, perSecond };
}
