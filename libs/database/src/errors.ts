/** Postgres cannot be reached or is not ready: nothing was committed as far as we know, and the same work may be tried again. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database_unavailable';
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** Rows that the work needs are held by a transaction that does not move on (SQLSTATE 55P03); nothing was committed, try again later. */
export class RowsHeld extends Error {
  readonly code = 'rows_held';
  constructor(cause: unknown) {
    super('rows are held by another transaction', { cause });
    this.name = 'RowsHeld';
  }
}

/** A row with the same natural key exists already (SQLSTATE 23505); `constraint` names the key. */
export class AlreadyExists extends Error {
  readonly code = 'already_exists';
  readonly constraint: string;
  constructor(constraint: string, cause: unknown) {
    super(`already exists: ${constraint}`, { cause });
    this.constraint = constraint;
    this.name = 'AlreadyExists';
  }
}

const sqlState = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/** Connection failures: SQLSTATE class 08, shutdown and start-up (57P01–57P03), too many connections (53300), a session ended for standing still (25P03), and the socket's own. */
export function isUnavailable(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== undefined)
    return networkCodes.has(code) || code.startsWith('08') || code.startsWith('57P0') || code === '53300' || code === '25P03';
  return (
    error instanceof Error &&
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error/i.test(
      error.message,
    )
  );
}

/** Row-level security, or a right that the role does not have: the statement asked for what is not its tenant's. */
export const isRefusal = (error: unknown): boolean => sqlState(error) === '42501';

export const isLockTimeout = (error: unknown): boolean => sqlState(error) === '55P03';

/** Two transactions stood in each other's way (deadlock 40P01, serialization 40001): the same work may be tried again at once. */
export const isContention = (error: unknown): boolean => ['40P01', '40001'].includes(sqlState(error) ?? '');

/** What was looked up has changed meanwhile: somebody else wrote it first (23505), or it was merged or erased away (23503). */
export const isOvertaken = (error: unknown): boolean => ['23505', '23503'].includes(sqlState(error) ?? '');

/** Turns a unique violation into `AlreadyExists`; other errors pass. */
export function asAlreadyExists(error: unknown): unknown {
  if (sqlState(error) !== '23505') return error;
  const constraint = typeof error === 'object' && error !== null && 'constraint' in error ? String(error.constraint) : 'unknown';
  return new AlreadyExists(constraint, error);
}
