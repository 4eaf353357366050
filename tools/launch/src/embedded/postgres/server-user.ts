import fs from 'node:fs/promises';
import os from 'node:os';
import { CannotProvide } from '../cannot-provide.ts';
import { commandSucceeds } from '../run-command.ts';
import { postgresRemedy } from './postgres-distribution.ts';

/** The user "nobody" of every Linux. */
const nobody = '65534';

/** As whom PostgreSQL's programs run. */
export interface ServerUser {
  /** Words to put before a command so that it runs as this user. */
  prefix: string[];
  /** Gives an empty folder to this user. */
  own(folder: string): Promise<void>;
}

/**
 * PostgreSQL refuses to run as root and as a user without a name. An ordinary user runs it as themselves. Otherwise it runs as "nobody":
 * in a user namespace, where our files look like nobody's own so that no permission has to change, or, where namespaces are forbidden
 * but we are root, really as nobody.
 * @throws CannotProvide when neither works.
 */
export async function chooseServerUser(canUseNamespaces?: boolean): Promise<ServerUser> {
  if (process.getuid?.() !== 0 && hasName()) return { prefix: [], own: () => Promise.resolve() };

  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
  if (canUseNamespaces ?? (await works(namespace))) return { prefix: namespace, own: () => Promise.resolve() };

  const reallyNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'];
  if (await works(reallyNobody)) return { prefix: reallyNobody, own: (folder) => fs.chown(folder, Number(nobody), Number(nobody)) };

  const reason = 'it refuses to run as root or as a user without a name, and neither unshare nor setpriv can run it as another one here.';
  throw new CannotProvide('PostgreSQL', reason, `Run this as an ordinary user, or \`apt-get install util-linux\`. ${postgresRemedy}`);
}

function hasName(): boolean {
  try {
    return os.userInfo().username !== '';
  } catch {
    return false;
  }
}

function works([file = '', ...args]: string[]): Promise<boolean> {
  return commandSucceeds(file, [...args, 'true']);
}
