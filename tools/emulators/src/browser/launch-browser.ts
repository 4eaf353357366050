import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.ts';

const flags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--font-render-hinting=none',
];
const installedPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A headless Chromium, had without root and without a download: `CHROMIUM_PATH`, else an installed one,
 * else the one from the npm package @sparticuz/chromium (x64) with the libraries that a bare Debian lacks.
 * Rejects when none of them starts.
 */
export async function launchBrowser(): Promise<Browser> {
  const installedPath = process.env.CHROMIUM_PATH ?? installedPaths.find((path) => existsSync(path));
  const { executablePath, environment } =
    installedPath === undefined ? await unpackChromium() : { executablePath: installedPath, environment: {} };
  return chromium.launch({
    executablePath,
    headless: true,
    env: { ...definedEnvironment(), ...environment },
    // Chromium's own sandbox refuses to run for root.
    chromiumSandbox: false,
    args: flags,
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
