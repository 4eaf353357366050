import type { Phone } from './phone.ts';

/**
 * Shows that no more bubble comes: polls for the whole time and fails at the first one too many. There is no event for silence, so
 * this is the one place where a test lets time pass.
 */
export async function staysAt(phone: Phone, count: number, forMs = 3_000): Promise<void> {
  const until = Date.now() + forMs;
  do {
    const seen = await phone.bubbles();
    if (seen.length > count)
      throw new Error(`expected ${count} bubble(s), saw ${seen.length}: ${JSON.stringify(seen.map(({ text }) => text))}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (Date.now() < until);
}
