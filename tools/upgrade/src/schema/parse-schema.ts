export interface Column {
  readonly type: string;
  readonly isNullable: boolean;
  /** A value that Postgres puts in when an insert names none. */
  readonly hasDefault: boolean;
}

export interface Table {
  readonly columns: ReadonlyMap<string, Column>;
  /** Name → definition. */
  readonly constraints: ReadonlyMap<string, string>;
}

/** A `schema.sql` (written by `dumpSchema` of libs/database), as far as running code depends on it. */
export interface Schema {
  readonly tables: ReadonlyMap<string, Table>;
  /** Signature → what it returns. */
  readonly functions: ReadonlyMap<string, string>;
  /** Unique indexes that are no constraints: name → definition. */
  readonly uniqueIndexes: ReadonlyMap<string, string>;
  readonly policies: ReadonlySet<string>;
  readonly securedTables: ReadonlySet<string>;
  /** `table messages to sylion_tenant` → privileges. */
  readonly rights: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads a dump; it is deterministic, so its lines can be relied upon. */
export function parseSchema(dump: string): Schema {
  const text = dump.replaceAll('public.', '');
  const section = (title: string): string => new RegExp(`^-- ${title}\\n([\\s\\S]*?)(?=^-- [A-Z]|(?![\\s\\S]))`, 'm').exec(text)?.[1] ?? '';
  const lines = (title: string): string[] => section(title).split('\n').filter(Boolean);
  const tables = new Map(
    [...section('Tables').matchAll(/^create table (\S+) \(\n([\s\S]*?)\n\);$/gm)].map(([, name = '', body = '']) => [name, body]),
  );
  const foreignKeys = lines('Foreign keys').flatMap((line) => {
    const [, table = '', name = '', definition = ''] = /^alter table (\S+) add constraint (\S+) (.*);$/.exec(line) ?? [];
    return [{ table, name, definition }];
  });
  return {
    tables: new Map(
      [...tables].map(([name, body]) => [
        name,
        {
          columns: readColumns(body),
          constraints: new Map([
            ...readConstraints(body),
            ...foreignKeys.filter(({ table }) => table === name).map((key) => [key.name, key.definition] as const),
          ]),
        },
      ]),
    ),
    functions: new Map(
      [...text.matchAll(/^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) (.*\))\n(?: RETURNS (.*)\n)?/gm)].map(
        ([, signature = '', returns = '']) => [signature, returns],
      ),
    ),
    uniqueIndexes: new Map(
      lines('Indexes').flatMap((line) => {
        const [, name, definition] = /^CREATE UNIQUE INDEX (\S+) (.*);$/.exec(line) ?? [];
        return name === undefined || definition === undefined ? [] : [[name, definition] as const];
      }),
    ),
    policies: new Set(lines('Policies')),
    securedTables: new Set(lines('Row-level security').map((line) => line.split(' ')[2] ?? '')),
    rights: new Map(
      lines('Rights').map((line) => {
        const [, privileges = '', object = ''] = /^grant (.*?) on (.*);$/.exec(line) ?? [];
        return [object, new Set(privileges.split(', '))] as const;
      }),
    ),
  };
}

function readColumns(body: string): Map<string, Column> {
  const columns = body.split('\n').filter((line) => /^ {2}(?!constraint )\S/.test(line));
  return new Map(
    columns.map((line) => {
      const [, name = '', rest = ''] = /^ {2}(\S+) (.*?),?$/.exec(line) ?? [];
      const [type = ''] = rest.split(/ not null| default | generated /);
      return [name.replaceAll('"', ''), { type, isNullable: !rest.includes(' not null'), hasDefault: / default | generated /.test(rest) }];
    }),
  );
}

/** A constraint may go over several lines; the next one begins its own. */
function readConstraints(body: string): (readonly [string, string])[] {
  return body
    .split(/,?\n {2}constraint /)
    .slice(1)
    .map((text) => {
      const [, name = '', definition = ''] = /^(\S+) ([\s\S]*)$/.exec(text) ?? [];
      return [name, definition] as const;
    });
}
