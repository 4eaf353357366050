import { commandSucceeds } from '../run-command.ts';

let isSupported: Promise<boolean> | undefined;

/**
 * Words to put before a command so that the kernel signals it when the process that started it dies, even by SIGKILL.
 * Empty where setpriv(1) cannot do that; then a server outlives a killed parent until the next start in the same home stops it.
 */
export async function endWithParent(signalName: NodeJS.Signals): Promise<string[]> {
  isSupported ??= commandSucceeds('setpriv', ['--pdeathsig', 'keep', 'true']);
  return (await isSupported) ? ['setpriv', '--pdeathsig', signalName.replace('SIG', '')] : [];
}
