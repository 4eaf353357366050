import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fail, root } from './root.mjs';

const neededMajor = 24;
/** Makes workspace packages resolve to their TypeScript sources. */
const sourceCondition = '--conditions=@sylion/source';
const binFolder = path.join(root, 'node_modules/.bin');

/**
 * Runs a TypeScript file of this checkout, named from its root, as a process of its own, and ends with its exit code.
 * The process has an IPC channel: its `disconnect` event says that this one is gone.
 */
export async function runSource(entry, args = process.argv.slice(2)) {
  const node = findNode();
  const environment = { ...process.env, PATH: `${binFolder}${path.delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(node, [sourceCondition, path.join(root, entry), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal signals the whole group, the child included; a second one would make it end in haste.
      const comesFromTerminal = signal !== 'SIGTERM' && process.stdin.isTTY;
      if (!comesFromTerminal) child.kill(signal);
    });
  }
  endWithNpm(() => child.kill('SIGTERM'));
  const exitCode = await new Promise((resolve) => {
    child.once('error', (error) =>
      fail(`${node} could not be run (${error.message}). Install Node ${neededMajor}, remove node_modules, and run this again.`),
    );
    child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
  });
  process.exit(exitCode);
}

/** npm dies of a signal without passing it on to the script it runs, so the script has to notice: npm is its parent, or its shell's. */
function endWithNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = family();
  const watch = setInterval(() => {
    if (family() === before) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}

function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** The Node that the lockfile pins, or our own where no package brings one. */
function findNode() {
  const pinned = path.join(binFolder, 'node');
  if (fs.existsSync(pinned)) return pinned;
  if (majorOf(process.version) >= neededMajor) return process.execPath;
  return fail(
    `Node ${neededMajor} is needed; this is ${process.version}, and there is no package that brings it to ${process.platform}-${process.arch}. Install it and run this again.`,
  );
}

function majorOf(version) {
  return Number(version.replace('v', '').split('.')[0]);
}
