import fs from 'node:fs/promises';
import path from 'node:path';

import { imageApps } from '../src/images/image-apps.ts';
import { buildImages, playTurn, type Images } from './images.ts';

const minutes = 60_000;

/** Every step of docker/Dockerfile for every app, the installation out of the lockfile among them. */
describe('images built as docker build would build them', () => {
  let images: Images;
  beforeAll(async () => void (images = await buildImages(imageApps, true)), 10 * minutes);
  afterAll(() => images.remove(), minutes);

  it(
    'run every app as an unprivileged user on a read-only tree: all are well, and a turn goes through them',
    async () => {
      const { answer, health, users } = await playTurn(images);
      expect(answer).toBeTruthy();
      const well = { healthz: 200, readyz: 200, healthcheck: 'well' };
      expect(health).toEqual({ gateway: well, 'processor-worker': well, 'rag-ingest-worker': well, 'admin-api': well });
      expect(new Set(users)).toEqual(new Set([process.getuid?.() === 0 ? '10001' : String(process.getuid?.())]));
    },
    2 * minutes,
  );

  it('carry a bill of materials with every package that went into them, each with its licence', async () => {
    for (const { workingFolder, app } of Object.values(images.of)) {
      const bill = JSON.parse(await fs.readFile(path.join(workingFolder, 'sbom.cdx.json'), 'utf8')) as Bill;
      const bundled = packagesIn(await readPrograms(path.join(workingFolder, 'dist')));
      const listed = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/@[^@]*$/, ''))));
      expect(bundled.length).toBeGreaterThan(10);
      expect([app, bundled.filter((name) => !listed.has(name))]).toEqual([app, []]);
      expect([app, bill.components.filter(({ licenses }) => !licenses?.length).map(({ purl }) => purl)]).toEqual([app, []]);
    }
  });
});

interface Bill {
  readonly components: readonly { readonly purl: string; readonly licenses?: readonly unknown[] }[];
}

async function readPrograms(folder: string): Promise<string> {
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.mjs'));
  return (await Promise.all(names.map((name) => fs.readFile(path.join(folder, name), 'utf8')))).join('\n');
}

/** esbuild writes in front of each file where it comes from. */
function packagesIn(bundle: string): string[] {
  const places = bundle.matchAll(/^(?:\/\/ | {2}")(?:.*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s"]+)\//gm);
  return [...new Set([...places].map(([, name]) => name ?? ''))];
}
