import fs from 'node:fs/promises';
import path from 'node:path';

const backupName = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)-(\d{3}Z)$/;
const dayMs = 86_400_000;

/** The complete backups of a folder, oldest first. */
export async function listBackups(folder: string): Promise<string[]> {
  const names = await fs.readdir(folder).catch(() => []);
  return names
    .filter((name) => backupName.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Which backups have been kept long enough. The newest stays, however old it is. */
export function chooseExpired(backups: readonly string[], keepDays: number, now: Date): string[] {
  const oldestKept = now.getTime() - keepDays * dayMs;
  return backups.slice(0, -1).filter((backup) => madeAt(backup) < oldestKept);
}

function madeAt(backup: string): number {
  return Date.parse(path.basename(backup).replace(backupName, '$1$2:$3:$4.$5'));
}
