/** Polls until `look` finds something, and returns it; fails with `what` and the last sight after `timeoutMs`. */
export async function eventually<Found>(what: string, look: () => Promise<Found | undefined>, timeoutMs = 30_000): Promise<Found> {
  const until = Date.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      lastError = error; // an app may be down for a moment: that is what some stories are about
    }
    if (Date.now() > until) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`, { cause: lastError });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
