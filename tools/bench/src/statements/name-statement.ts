const word = /[a-z_][a-z_0-9]*/i;
const relation = `(?:only\\s+)?"?(?:\\w+"?\\."?)?(${word.source})"?`;
const changes = new RegExp(`(?<!\\bfor(?: no key)?\\s+)\\b(insert into|update|delete from)\\s+${relation}`, 'i');
const call = new RegExp(`^select\\s+(?:\\*\\s+from\\s+)?(?:"?\\w+"?\\.)?"?(${word.source})"?\\s*\\(`, 'i');
const source = new RegExp(`\\bfrom\\s+${relation}(?![\\w"]|\\s*\\()`, 'i');

/** A statement in a few words: what it changes, the function that it calls, or the first table that it reads. */
export function nameStatement(sql: string): string {
  const text = sql.replace(/^(?:\s|--[^\n]*\n|\/\*.*?\*\/)+/s, '').trim();
  const changed = /^(?:with|insert|update|delete)\b/i.test(text) ? changes.exec(text) : null;
  if (changed) return `${changed[1]?.toLowerCase()} ${changed[2]}`;
  const called = call.exec(text)?.[1];
  const isAggregate =
    called !== undefined &&
    /^(?:coalesce|count|jsonb?_\w+|max|min|sum|array_agg|array_position|clock_timestamp|distinct|exists)$/i.test(called);
  if (called !== undefined && !isAggregate) return `${called}()`;
  const read = source.exec(text)?.[1];
  if (read !== undefined) return `select from ${read}`;
  return new RegExp(word).exec(text)?.[0].toLowerCase() ?? '';
}
