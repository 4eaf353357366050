import { execFile } from 'node:child_process';

import { auditReportSchema, type AuditReport } from './judge-advisories.ts';

export type AdvisoryAnswer =
  { readonly kind: 'answered'; readonly report: AuditReport } | { readonly kind: 'not_answered'; readonly why: string };

const timeoutMs = 60_000;

/** Asks npm's registry for the advisories of a folder's production packages. Not every registry has any, and not every machine a network. */
export async function askAdvisories(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<AdvisoryAnswer> {
  const words = ['audit', '--omit=dev', '--package-lock-only', '--json', '--fetch-retries=0', '--loglevel=silent'];
  const output = await new Promise<string>((resolve) => {
    // npm ends with 1 when there are advisories: what it prints decides.
    execFile('npm', words, { cwd: folder, env: environment, timeout: timeoutMs, maxBuffer: 64 * 1_024 * 1_024 }, (error, stdout) =>
      resolve(stdout.trim() || JSON.stringify({ message: error?.message ?? 'npm said nothing' })),
    );
  });
  const answer = parse(output);
  const report = auditReportSchema.safeParse(answer);
  if (report.success) return { kind: 'answered', report: report.data };
  const { message } = answer as { message?: unknown };
  return { kind: 'not_answered', why: typeof message === 'string' ? message.split('\n')[0]! : 'the answer is no audit report' };
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return { message: text };
  }
}
