import { sql, type Expression } from 'kysely';

/** A prefix as a range, which is leakproof and so has its index behind row-level security; nothing sorts after U+10FFFF. */
export const beginsWith = (column: Expression<unknown>, prefix: Expression<unknown>) =>
  sql<boolean>`${column} >= ${prefix} and ${column} < ${prefix} || U&'\\+10FFFF'`;
