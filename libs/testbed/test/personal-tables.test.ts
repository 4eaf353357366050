import { personalTables } from '@sylion/database';

import { createTestDatabase } from '../src/index.ts';
import { readCatalog } from './read-catalog.ts';

/** What names an end user, a conversation, or something of one. */
const personalColumns = ['end_user_id', 'conversation_id', 'message_id', 'turn_id'];

const notPersonal = {
  erasures: 'proves that somebody was erased; names who it was by an id that leads nowhere',
  events: 'ids and states of what is a row elsewhere; ends with the platform’s EVENT_DAYS',
  quota_reservations: 'amounts of a turn, gone with it; what it used is in the ledger',
  usage_records: 'the ledger is the tenant’s: it stays and forgets whose it was; an export has the records of the person’s turns',
};

it('every table that names a person is erased and exported, or is known not to be theirs', async () => {
  const test = await createTestDatabase();
  try {
    const catalog = await readCatalog(test.ownerUrl);
    const naming = catalog.columns.filter(({ name }) => personalColumns.includes(name)).map(({ table }) => table);
    const known = new Set([...personalTables.map(({ table }) => table), ...Object.keys(notPersonal)]);
    expect([...new Set(['end_users', 'conversations', ...naming])].sort()).toEqual([...known].sort());
    const offenders = personalTables.filter(
      ({ table, column }) => !catalog.columns.some((known) => known.table === table && known.name === column),
    );
    expect(offenders).toEqual([]);
  } finally {
    await test.drop();
  }
});
