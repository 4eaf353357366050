/** Postgres cannot be reached or is not ready: nothing was committed as far as we know, and the same work may be tried again. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database_unavailable';
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'DatabaseUnavailable';
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

/** Connection failures: SQLSTATE class 08, shutdown and start-up (57P01–57P03), too many connections (53300), and the socket's own. */
export function isUnavailable(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== undefined) return networkCodes.has(code) || code.startsWith('08') || code.startsWith('57P0') || code === '53300';
  return (
    error instanceof Error &&
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error/i.test(
      error.message,
    )
  );
}

/** Two transactions stood in each other's way (deadlock 40P01, serialization 40001): the same work may be tried again at once. */
export const isContention = (error: unknown): boolean => ['40P01', '40001'].includes(sqlState(error) ?? '');

/** Turns a unique violation into `AlreadyExists`; other errors pass. */
export function asAlreadyExists(error: unknown): unknown {
  if (sqlState(error) !== '23505') return error;
  const constraint = typeof error === 'object' && error !== null && 'constraint' in error ? String(error.constraint) : 'unknown';
  return new AlreadyExists(constraint, error);
}
