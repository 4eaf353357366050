import fs from 'node:fs/promises';
import path from 'node:path';

import { runCommand } from '@sylion/launch/embedded';
import type { Program } from '@sylion/launch/stack';

import type { BuiltImage } from './carry-out-dockerfile.ts';

/** Takes the right to write away from everybody: a file system as a container that runs read-only sees it. */
export async function makeReadOnly({ root }: BuiltImage): Promise<void> {
  await runCommand('chmod', ['-R', 'a-w,a+rX', root]);
}

/** Lets a folder of read-only files be removed again. */
export async function makeRemovable(folder: string): Promise<void> {
  await runCommand('chmod', ['-R', 'u+w', folder]);
}

/**
 * What runs an image's command: as the image's user, without a way back, when we are root, and as ourselves otherwise.
 * @param node a Node that this user may run
 */
export function imageProgram({ workingFolder, user, command }: BuiltImage, node: string): Program {
  const [uid = '', gid = ''] = user.split(':');
  const asUser = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
    '--pdeathsig=TERM',
    '--',
  ];
  return { workingFolder, words: [...(process.getuid?.() === 0 ? asUser : []), ...command.map((word) => (word === 'node' ? node : word))] };
}

/** A copy of the Node that this runs on, in a folder that everybody may enter: the checkout itself may be private. */
export async function copyNode(folder: string): Promise<string> {
  const node = path.join(folder, 'node');
  await fs.copyFile(process.execPath, node, fs.constants.COPYFILE_FICLONE);
  await fs.chmod(node, 0o755);
  return node;
}
