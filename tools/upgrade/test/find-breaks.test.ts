import fc from 'fast-check';

import { dumpSchema } from '@sylion/database';
import { createTestDatabase, withClient } from '@sylion/testbed';

import { readPreviousRelease, readPreviousSchema } from '../src/previous-release.ts';
import { findBreaks } from '../src/schema/find-breaks.ts';
import { parseSchema } from '../src/schema/parse-schema.ts';

const names = new Set(readPreviousRelease().names);

/** What migrations do to the code that was there before them, on a real database. */
async function breaksBy(...migrations: readonly string[]): Promise<string[]> {
  const database = await createTestDatabase();
  try {
    const before = parseSchema(await dumpSchema(database.ownerUrl));
    await withClient(database.ownerUrl, (client) => client.query(migrations.join(';\n')));
    return findBreaks(before, parseSchema(await dumpSchema(database.ownerUrl)), names);
  } finally {
    await database.drop();
  }
}

describe('a migration that breaks what runs', () => {
  const examples = [
    ['drops a table', 'drop table webhook_deliveries cascade', 'table webhook_deliveries is gone'],
    ['drops a column', 'alter table end_users drop column display_name cascade', 'column end_users.display_name is gone'],
    ['renames a column', 'alter table messages rename column state_reason to reason', 'column messages.state_reason is gone'],
    ['renames a table', 'alter table knowledge_hit_tests rename to searches', 'table knowledge_hit_tests is gone'],
    ['narrows a type', 'alter table messages alter column seq type smallint', 'column messages.seq becomes smallint'],
    ['changes how a type is read', 'alter table messages alter column attempts type bigint', 'column messages.attempts becomes bigint'],
    ['forbids null', 'alter table messages alter column reply_to set not null', 'column messages.reply_to no longer takes null'],
    ['lets null in', 'alter table channels alter column provider drop not null', 'column channels.provider may be null'],
    ['takes a default away', 'alter table messages alter column attempts drop default', 'column messages.attempts has no default'],
    ['demands a new column', 'alter table tenants add column region text not null', 'column tenants.region is demanded'],
    ['adds a check to what is there', 'alter table tenants add check (length(name) < 20)', 'forbids what was allowed: CHECK'],
    [
      'takes a value out of a check',
      `alter table messages drop constraint messages_author_check, add constraint messages_author_check check (author in ('end_user', 'assistant'))`,
      'constraint messages_author_check of messages forbids',
    ],
    ['makes what is there unique', 'create unique index on assistants (tenant_id, name)', 'forbids what was allowed'],
    ['drops a unique constraint', 'alter table messages drop constraint messages_tenant_id_conversation_id_seq_part_key', '"on conflict"'],
    ['drops a function', 'drop function record_inbound', 'function record_inbound('],
    ['revokes a right', 'revoke insert on messages from sylion_tenant', 'insert on table messages to sylion_tenant is revoked'],
    ['changes a policy', 'alter policy platform_access on channels using (false)', 'policy is gone or another'],
  ] as const;
  let breaks: string[] = [];
  beforeAll(async () => {
    breaks = await breaksBy(...examples.map(([, migration]) => migration), 'drop table knowledge_lexicons cascade');
  });

  it.each(examples)('%s', (_what, _migration, told) => {
    expect(breaks).toContainEqual(expect.stringContaining(told));
  });

  it('may drop what the code does not name: that is how a release contracts what the one before expanded', () => {
    expect(names.has('knowledge_lexicons')).toBe(false);
    expect(breaks).not.toContainEqual(expect.stringContaining('table knowledge_lexicons'));
  });
});

it('a migration that only adds breaks nothing', async () => {
  const expanding = `
    alter table tenants add column region text;
    alter table tenants add column tier text not null default 'basic' check (tier in ('basic', 'plus'));
    alter table messages drop constraint messages_author_check, add constraint messages_author_check
      check (author in ('end_user', 'assistant', 'human', 'system', 'auditor'));
    create table regions (tenant_id uuid not null references tenants (id), id uuid not null, primary key (tenant_id, id));
    alter table regions enable row level security;
    create unique index on tenants (region, slug);
    create index on tenants (name);
    create function region_of(tenant uuid) returns text language sql as 'select region from tenants where id = tenant';
    grant select, insert on regions to sylion_tenant;
    create or replace function delivery_rank(state text) returns integer language sql immutable as 'select 1'`;
  expect(await breaksBy(expanding)).toEqual([]);
});

describe('findBreaks', () => {
  const dump = readPreviousSchema();
  const schema = parseSchema(dump);
  const lines = dump.split('\n');

  it('finds nothing where nothing changed', () => {
    expect(findBreaks(schema, parseSchema(dump), names)).toEqual([]);
  });

  it('finds any one column, right or policy that is no longer there', () => {
    const everything = new Set([...schema.tables].flatMap(([table, { columns }]) => [table, ...columns.keys()]));
    const losable = lines.flatMap((line, index) =>
      index > lines.indexOf('-- Tables') &&
      /^ {2}\w+ (uuid|text|integer|jsonb|boolean|timestamp)|^grant .* on table|^create policy/.test(line)
        ? [index]
        : [],
    );
    expect(losable.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(fc.constantFrom(...losable), (index) => {
        expect(findBreaks(schema, parseSchema(lines.toSpliced(index, 1).join('\n')), everything)).not.toEqual([]);
      }),
    );
  });
});
