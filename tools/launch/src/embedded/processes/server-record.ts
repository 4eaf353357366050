import fs from 'node:fs/promises';
import path from 'node:path';

/** What `<home>/server.json` says about the server that was last started there. */
export interface ServerRecord {
  pid: number;
  port: number;
  /** Identity of the process that started the server and will stop it. */
  owner: string;
}

/** The record of a home, or undefined when there is none or it cannot be read: it only ever saves work. */
export async function readServerRecord(home: string): Promise<ServerRecord | undefined> {
  try {
    return JSON.parse(await fs.readFile(recordFile(home), 'utf8')) as ServerRecord;
  } catch {
    return undefined;
  }
}

/** Replaces the record at once: a reader sees the old or the new one, never half of one. */
export async function writeServerRecord(home: string, record: ServerRecord): Promise<void> {
  const unfinished = `${recordFile(home)}.unfinished`;
  await fs.writeFile(unfinished, `${JSON.stringify(record)}\n`);
  await fs.rename(unfinished, recordFile(home));
}

/** Forgets the server of a home. */
export function removeServerRecord(home: string): Promise<void> {
  return fs.rm(recordFile(home), { force: true });
}

function recordFile(home: string): string {
  return path.join(home, 'server.json');
}
