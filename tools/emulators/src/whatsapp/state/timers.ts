/** Delayed work that dies with the emulator instead of firing into the next test. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();
  #isStopped = false;

  after(delayMs: number, work: () => void): void {
    if (this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      work();
    }, delayMs);
    this.#pending.add(timer);
  }

  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }

  /** Like `clear`, and nothing starts any more: a request that was still waiting may not wake the dead. */
  stop(): void {
    this.#isStopped = true;
    this.clear();
  }
}
