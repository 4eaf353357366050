/** Named checks of what a process needs; each throws when it is away. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** Asks all at once; who has not answered after a second is away. */
export async function askChecks(checks: Checks): Promise<Record<string, 'ok' | 'away'>> {
  return Object.fromEntries(
    await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await withinOneSecond(check)] as const)),
  );
}

async function withinOneSecond(check: () => Promise<unknown>): Promise<'ok' | 'away'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'away'>((resolve) => {
    timer = setTimeout(resolve, 1_000, 'away');
  });
  try {
    return await Promise.race([check().then(() => 'ok' as const), tooLate]);
  } catch {
    return 'away';
  } finally {
    clearTimeout(timer);
  }
}
