import { markdownTable } from './markdown-table.ts';
import { verdict, type Target } from './target.ts';

/** Every promise with what was measured. */
export function targetsTable(targets: readonly Target[]): string {
  const rows = targets.map((target) => [target.id, target.promise, target.measured, verdict(target), target.peers]);
  return markdownTable(['', 'target', 'measured', 'met', 'peers'], rows);
}
