import type { Column, Schema, Table } from './parse-schema.ts';

/**
 * Everything by which a new schema could break code that was written for the old one and still runs: expand, then contract. What is called
 * by a name that the old code does not use may go; everything else may only grow. Of two doubtful answers it gives the careful one: a
 * release that has to do more says `-- breaking: yes` and is rolled out with the apps stopped. What the schema does by itself, in the bodies of
 * functions and in triggers, it cannot judge: the drill has to.
 * @param names what the old code calls tables, columns and functions
 */
export function findBreaks(before: Schema, after: Schema, names: ReadonlySet<string>): string[] {
  const ofTables = [...before.tables].flatMap(([name, table]) => {
    const next = after.tables.get(name);
    if (next) return breaksOfTable(name, table, next, names);
    return names.has(name) ? [`table ${name} is gone`] : [];
  });
  return [...ofTables, ...breaksOfFunctions(before, after, names), ...breaksOfUniqueness(before, after), ...breaksOfAccess(before, after)];
}

function breaksOfTable(table: string, before: Table, after: Table, names: ReadonlySet<string>): string[] {
  const ofColumns = [...before.columns].flatMap(([name, column]) => {
    const next = after.columns.get(name);
    if (next) return breaksOfColumn(`${table}.${name}`, column, next);
    return names.has(name) ? [`column ${table}.${name} is gone`] : [];
  });
  const added = [...after.columns].filter(([name]) => !before.columns.has(name));
  const demanded = added.filter(([, column]) => !column.isNullable && !column.hasDefault);
  const addedNames = added.map(([name]) => name);
  return [
    ...ofColumns,
    ...demanded.map(([name]) => `column ${table}.${name} is demanded of inserts that do not know it: give it a default`),
    ...breaksOfConstraints(table, before, after, addedNames),
  ];
}

function breaksOfColumn(name: string, before: Column, after: Column): string[] {
  return [
    ...(before.type === after.type ? [] : [`column ${name} becomes ${after.type} instead of ${before.type}`]),
    ...(before.isNullable && !after.isNullable ? [`column ${name} no longer takes null`] : []),
    ...(!before.isNullable && after.isNullable ? [`column ${name} may be null, which its readers do not expect`] : []),
    ...(before.hasDefault && !after.hasDefault && !after.isNullable ? [`column ${name} has no default any more`] : []),
  ];
}

function breaksOfConstraints(table: string, before: Table, after: Table, addedColumns: readonly string[]): string[] {
  const isAboutNew = (definition: string): boolean => addedColumns.some((column) => new RegExp(`\\b${column}\\b`).test(definition));
  const gone = [...before.constraints].filter(
    ([name, definition]) => /^(PRIMARY KEY|UNIQUE)/.test(definition) && !after.constraints.has(name),
  );
  const narrower = [...after.constraints].filter(([name, definition]) => {
    const former = before.constraints.get(name);
    return former === undefined ? !isAboutNew(definition) : !isWider(former, definition);
  });
  return [
    ...gone.map(([name]) => `constraint ${name} of ${table} is gone, and with it what "on conflict" relies on`),
    ...narrower.map(
      ([name, definition]) => `constraint ${name} of ${table} forbids what was allowed: ${definition.replaceAll(/\s+/g, ' ')}`,
    ),
  ];
}

/** A check is wider when it is the same but for values that were added to its lists. */
function isWider(before: string, after: string): boolean {
  if (before === after) return true;
  const values = (definition: string): string[] => definition.match(/'(?:[^']|'')*'::\w+/g) ?? [];
  const form = (definition: string): string => definition.replaceAll(/\[[^\]]*\]/g, '[]').replaceAll(/\s+/g, ' ');
  const kept = new Set(values(after));
  return before.startsWith('CHECK') && form(before) === form(after) && values(before).every((value) => kept.has(value));
}

function breaksOfFunctions(before: Schema, after: Schema, names: ReadonlySet<string>): string[] {
  return [...before.functions]
    .filter(([signature]) => names.has(signature.slice(0, signature.indexOf('('))))
    .flatMap(([signature, returns]) => {
      const next = after.functions.get(signature);
      if (next === undefined) return [`function ${signature} is gone`];
      return next === returns ? [] : [`function ${signature} returns ${next} instead of ${returns}`];
    });
}

function breaksOfUniqueness(before: Schema, after: Schema): string[] {
  const tableOf = (definition: string): string => /^ON (\S+)/.exec(definition)?.[1] ?? '';
  const isAboutNew = (definition: string): boolean => {
    const former = before.tables.get(tableOf(definition));
    const columns = [...(after.tables.get(tableOf(definition))?.columns.keys() ?? [])].filter((name) => !former?.columns.has(name));
    return former === undefined || columns.some((name) => new RegExp(`\\b${name}\\b`).test(definition));
  };
  const gone = [...before.uniqueIndexes].filter(
    ([name, definition]) => after.uniqueIndexes.get(name) !== definition && after.tables.has(tableOf(definition)),
  );
  const added = [...after.uniqueIndexes].filter(
    ([name, definition]) => before.uniqueIndexes.get(name) !== definition && !isAboutNew(definition),
  );
  return [
    ...gone.map(([name]) => `unique index ${name} is gone or another, and with it what "on conflict" relies on`),
    ...added.map(([name]) => `unique index ${name} forbids what was allowed`),
  ];
}

function breaksOfAccess(before: Schema, after: Schema): string[] {
  const tableOf = (statement: string): string => / on (?:table )?(\w+)/i.exec(statement)?.[1] ?? '';
  const isStillThere = (statement: string): boolean => after.tables.has(tableOf(statement));
  const lostRights = [...before.rights].flatMap(([object, privileges]) => {
    const [kind, name = ''] = object.split(' ');
    const isThere = kind === 'table' ? after.tables.has(name) : kind !== 'routine' || after.functions.has(name) || after.rights.has(object);
    const left = after.rights.get(object);
    return isThere
      ? [...privileges].filter((privilege) => !left?.has(privilege)).map((privilege) => `${privilege} on ${object} is revoked`)
      : [];
  });
  return [
    ...lostRights,
    ...[...before.policies]
      .filter((policy) => !after.policies.has(policy) && isStillThere(policy))
      .map((policy) => `policy is gone or another: ${policy}`),
    ...[...after.securedTables]
      .filter((table) => before.tables.has(table) && !before.securedTables.has(table))
      .map((table) => `table ${table} hides its rows from those who do not know its policies`),
  ];
}
