/** Bearer tokens of the Graph surface, each of which can expire and be restored. */
export class AccessTokens {
  readonly #accepted: readonly string[] | 'any';
  readonly #expired = new Set<string>();
  #areAllExpired = false;

  constructor(accepted: readonly string[] | 'any') {
    this.#accepted = accepted;
  }

  isGood(token: string): boolean {
    if (token === '' || this.#areAllExpired || this.#expired.has(token)) return false;
    return this.#accepted === 'any' || this.#accepted.includes(token);
  }

  /** Without a token: every one expires. */
  expire(token?: string): void {
    if (token === undefined) this.#areAllExpired = true;
    else this.#expired.add(token);
  }

  /** Without a token: every one works again. */
  restore(token?: string): void {
    if (token !== undefined) {
      this.#expired.delete(token);
      return;
    }
    this.#areAllExpired = false;
    this.#expired.clear();
  }
}
