import { nameStatement } from './name-statement.ts';

describe('nameStatement', () => {
  it.each([
    ['select "id", "name" from "conversations" where "tenant_id" = $1', 'select from conversations'],
    ['insert into "messages" ("id") values ($1) on conflict do nothing', 'insert into messages'],
    ['with taken as (select 1 from turns for update) update public.conversations set claim = claim + $1', 'update conversations'],
    ['with old as (select id from turns) select id from old', 'select from turns'],
    ['delete from only "events" where id < $1', 'delete from events'],
    ['select * from record_inbound($1::jsonb)', 'record_inbound()'],
    ['select set_config($1, $2, $3), set_config($4, $5, $6)', 'set_config()'],
    ['-- why\nselect claim_turn($1, $2)', 'claim_turn()'],
    ['with one as (select id from turns for update of turns) select * from one', 'select from turns'],
    ['select id from jsonb_array_elements($1) as x, strong_identities', 'select'],
    ['select count(*) from messages', 'select from messages'],
    ['/* a */ begin', 'begin'],
    ['COMMIT', 'commit'],
    ['', ''],
  ])('%s', (sql, name) => {
    expect(nameStatement(sql)).toBe(name);
  });
});
