import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

const run = promisify(execFile);
const localFolder = fileURLToPath(new URL('../../../../.local/', import.meta.url));

export interface UnpackedChromium {
  readonly executablePath: string;
  /** Where the loader finds the packed libraries, and fontconfig the packed and the installed fonts. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Unpacks the Chromium of the npm package @sparticuz/chromium into `.local/`, once per version.
 * Processes that do so at the same time do not disturb each other: a folder is renamed into place when it is whole.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const packageFolder = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(localFolder, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(path.join(packageFolder, 'bin'), folder);
  const libraryPath = [path.join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: path.join(folder, 'chromium'),
    environment: { LD_LIBRARY_PATH: libraryPath, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  };
}

async function unpack(source: string, folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await inflate(path.join(source, 'chromium.br'), path.join(draft, 'chromium'));
  for (const archive of ['al2023', 'fonts', 'swiftshader']) {
    const tar = path.join(draft, `${archive}.tar`);
    await inflate(path.join(source, `${archive}.tar.br`), tar);
    await run('tar', ['-xf', tar, '-C', draft, '--no-same-owner']);
    await rm(tar);
  }
  await writeFile(path.join(draft, 'fonts.conf'), fontConfiguration(folder));
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}

function inflate(from: string, to: string): Promise<void> {
  return pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}

function fontConfiguration(folder: string): string {
  const folders = [path.join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((each) => `  <dir>${each}</dir>`).join('\n')}
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
