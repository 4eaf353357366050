import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withInstallLock } from './install-lock.mjs';
import { fail, root } from './root.mjs';

const oldestNode = 20;
const progressEveryMs = 5_000;
const stampFile = path.join(root, 'node_modules/.bootstrap-stamp');

/** Installs the dependencies of package-lock.json, unless they are installed. Safe to call from several processes at once. */
export async function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    fail(`Node ${oldestNode} or newer is needed to start; this is ${process.version}.`);
  }
  if (isInstalled()) return;
  try {
    await withInstallLock(isInstalled, install);
  } catch (error) {
    if (error instanceof InstallFailed) fail(error.message, error.exitCode);
    throw error;
  }
}

class InstallFailed extends Error {
  constructor(reason, exitCode) {
    super(`The dependencies could not be installed: ${reason}`);
    this.exitCode = exitCode;
  }
}

function isInstalled() {
  try {
    return fs.readFileSync(stampFile, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Changes whenever another `npm ci` would install something else. */
function fingerprint() {
  const lockfile = fs.readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lockfile).update(`${process.platform}-${process.arch}`).digest('hex');
}

async function install() {
  const wanted = fingerprint();
  const startedAtMs = Date.now();
  const elapsed = () => `${Math.round((Date.now() - startedAtMs) / 1000)} s`;
  console.error('[launch] installing dependencies; the first time takes about a minute …');
  const progress = setInterval(() => console.error(`[launch] installing dependencies … ${elapsed()}`), progressEveryMs);
  try {
    await runNpmCi();
  } finally {
    clearInterval(progress);
  }
  fs.writeFileSync(stampFile, wanted);
  console.error(`[launch] dependencies installed in ${elapsed()}`);
}

/** No package of ours needs its install script, so none may run one. Its output goes to stderr: stdout belongs to the command. */
function runNpmCi() {
  const options = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--progress=false',
    '--loglevel=error',
  ];
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['ci', ...options], { cwd: root, stdio: ['ignore', 2, 2], env: environmentForNpm() });
    const forward = (signal) => npm.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const finish = (failure) => {
      for (const signal of signals) process.off(signal, forward);
      if (failure === undefined) resolve();
      else reject(failure);
    };
    npm.once('error', (error) => finish(new InstallFailed(`npm could not be run (${error.message}). Install npm 10 or newer.`, 1)));
    npm.once('exit', (code, signal) => finish(failureOf(code, signal)));
  });
}

function failureOf(code, signal) {
  if (code === 0) return undefined;
  if (signal !== null) return new InstallFailed(`npm was stopped by ${signal}.`, 128 + os.constants.signals[signal]);
  return new InstallFailed(
    `\`npm ci\` ended with ${code}; its lines above say why. Is the network reachable? Then run the same command again.`,
    code,
  );
}

function environmentForNpm() {
  const environment = { ...process.env };
  // Settings that an outer `npm start` gave to its script are about that script.
  for (const name of Object.keys(environment)) {
    if (/^npm_(lifecycle|package|command|config_(local_prefix|ignore_scripts|omit|include|workspace))/.test(name)) delete environment[name];
  }
  // `npm ci` deletes node_modules, and with it the Node that an outer npm put first: run it on the machine's own.
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  environment.PATH = folders.filter((folder) => !/node_modules[/\\]\.bin[/\\]?$/.test(folder)).join(path.delimiter);
  return environment;
}
