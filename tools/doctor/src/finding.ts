/** What was found where somebody looked, in one sentence each. */
export interface Finding {
  /** `fail`: something does not work, or will not when it is needed; `warn`: it may, or nobody can say. */
  readonly state: 'ok' | 'warn' | 'fail';
  readonly subject: string;
  /** What it is like. Never a secret, a phone number or a text of anybody. */
  readonly means: string;
  /** What to do, with the command; undefined where all is well. */
  readonly advice: string | undefined;
}

export const ok = (subject: string, means: string): Finding => ({ state: 'ok', subject, means, advice: undefined });
export const warn = (subject: string, means: string, advice: string): Finding => ({ state: 'warn', subject, means, advice });
export const fail = (subject: string, means: string, advice: string): Finding => ({ state: 'fail', subject, means, advice });
