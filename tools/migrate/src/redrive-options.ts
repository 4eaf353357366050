import { parseArgs } from 'node:util';

import { queueContracts } from '@sylion/schemas';

export interface RedriveOptions {
  readonly queueName: string;
  readonly ids: readonly string[] | undefined;
  readonly isList: boolean;
}

/** Reads the command line of `npm run redrive`. @throws {Error} with a message for a person */
export function readRedriveOptions(args: readonly string[]): RedriveOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { queue: { type: 'string' }, ids: { type: 'string' }, list: { type: 'boolean', default: false } },
  });
  const names = queueContracts.map(({ name }) => name);
  const queueName = names.find((name) => name === values.queue);
  if (queueName === undefined) throw new Error(`--queue must be one of ${names.join(', ')}`);
  const ids = values.ids
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids?.length === 0) throw new Error('--ids names no dead letter');
  return { queueName, ids, isList: values.list };
}
