import fs from 'node:fs';
import path from 'node:path';

import { deadLetterQueueName, queueContracts } from './queue-contracts.ts';

/** One file per live version, as a producer of that version wrote it: whoever consumes the queue must still read it. */
const goldenFolder = path.join(import.meta.dirname, '../golden');
const goldenFile = ({ name, version }: { name: string; version: number }): string => `${name}.v${version}.json`;
const readGolden = (contract: { name: string; version: number }): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(path.join(goldenFolder, goldenFile(contract)), 'utf8'));

describe.each(queueContracts.map((contract) => ({ name: contract.name, contract })))('$name', ({ contract }) => {
  const golden = readGolden(contract);

  it('reads its golden payload and writes the same again', () => {
    expect(JSON.parse(JSON.stringify(contract.schema.parse(golden)))).toEqual(golden);
  });

  it('refuses an unknown field: content does not belong in a job', () => {
    expect(contract.schema.safeParse({ ...golden, text: 'hello' }).success).toBe(false);
  });

  it('refuses a payload that lacks any of its fields', () => {
    for (const field of Object.keys(golden)) {
      expect(contract.schema.safeParse(Object.fromEntries(Object.entries(golden).filter(([name]) => name !== field))).success).toBe(false);
    }
  });

  it('refuses another version and ids that are none', () => {
    expect(contract.schema.safeParse({ ...golden, version: contract.version + 1 }).success).toBe(false);
    for (const field of Object.keys(golden).filter((name) => name.endsWith('Id'))) {
      expect(contract.schema.safeParse({ ...golden, [field]: '42' }).success).toBe(false);
    }
  });

  it('has a deduplication id that names the tenant and that BullMQ takes', () => {
    const { deduplicationId, schema } = contract as { deduplicationId: (payload: unknown) => string; schema: typeof contract.schema };
    const id = deduplicationId(schema.parse(golden));
    expect(id).toContain(golden['tenantId']);
    expect(id).not.toContain(':');
  });
});

it('every golden file belongs to a live version and every live version has one', () => {
  expect(fs.readdirSync(goldenFolder).sort()).toEqual(queueContracts.map(goldenFile).sort());
});

it('no two queues share a name, dead letters included', () => {
  const names = queueContracts.flatMap((contract) => [contract.name, deadLetterQueueName(contract)]);
  expect(new Set(names).size).toBe(names.length);
});
