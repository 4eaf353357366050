import fs from 'node:fs';
import path from 'node:path';

import { queueContracts } from '@sylion/schemas';
import { repositoryRoot } from '@sylion/launch/embedded';

import { readPreviousRelease, readPreviousSchema } from '../src/previous-release.ts';
import { findBreaks } from '../src/schema/find-breaks.ts';
import { parseSchema } from '../src/schema/parse-schema.ts';

const release = readPreviousRelease();
const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');

describe('the previous release, which runs beside this one while it is rolled out,', () => {
  it('works on the schema of this one, unless a migration says that it does not', () => {
    const newer = fs.readdirSync(path.join(repositoryRoot, 'libs/database/migrations')).filter((file) => file > `${release.migration}.sql`);
    const breaking = newer.filter((file) => read(`libs/database/migrations/${file}`).startsWith('-- breaking: yes'));
    const breaks = findBreaks(parseSchema(readPreviousSchema()), parseSchema(read('libs/database/schema.sql')), new Set(release.names));
    expect(breaking.length > 0 ? [] : breaks).toEqual([]);
  });

  it('publishes jobs that this one reads, and reads those that this one publishes', () => {
    for (const [name, job] of Object.entries(release.jobs)) {
      const contract = queueContracts.find((one) => `${one.name}.v${one.version}` === name);
      expect([name, contract?.schema.safeParse(job).success]).toEqual([name, true]);
      // It parses strictly, as all do: a job that were other than its own it would bury. A new shape is a new queue.
      expect(JSON.parse(read(`libs/schemas/golden/${name}.json`))).toEqual(job);
    }
    expect(Object.keys(release.jobs)).not.toHaveLength(0);
  });
});
