import { z } from 'zod';

/** The environment does not fit the app's schema. The message lists every bad variable at once, and no value. */
export class InvalidConfiguration extends Error {
  readonly code = 'invalid_configuration';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `Cannot start: ${problems.length} configuration problem${problems.length === 1 ? '' : 's'}\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'InvalidConfiguration';
    this.problems = problems;
  }
}

/**
 * Reads an app's configuration out of the environment. An empty variable counts as absent.
 * @throws {InvalidConfiguration} naming every variable that is missing or wrong.
 */
export function loadConfig<Schema extends z.ZodObject>(schema: Schema, environment: Record<string, string | undefined>): z.infer<Schema> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  throw new InvalidConfiguration(
    result.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return present[name] === undefined && issue.path.length === 1 ? `${name} is missing` : `${name}: ${issue.message}`;
    }),
  );
}
