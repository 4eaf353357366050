/**
 * Something this machine lacks and that we cannot fetch for it.
 * The message is one that a newcomer can act on: what is missing, why, and what to install or set instead.
 */
export class CannotProvide extends Error {
  override name = 'CannotProvide';

  constructor(what: string, reason: string, remedy: string, cause?: unknown) {
    super(`${what} cannot be provided: ${reason} ${remedy}`, { cause });
  }
}
