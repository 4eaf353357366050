import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { askAdvisories, type AdvisoryAnswer } from '../../src/supply/ask-advisories.ts';
import { judgeAdvisories } from '../../src/supply/judge-advisories.ts';

const advisory = {
  id: 1,
  url: 'https://advisories.example/GHSA-1',
  title: 'reads too much',
  severity: 'high',
  vulnerable_versions: '<2.0.0',
};

describe('npm, asked for advisories', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-advisories-'));
  const root = { name: 'product', version: '1.0.0', dependencies: { parser: '1.0.0' } };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(root));
  fs.writeFileSync(
    path.join(folder, 'package-lock.json'),
    JSON.stringify({ ...root, lockfileVersion: 3, packages: { '': root, 'node_modules/parser': { version: '1.0.0' } } }),
  );
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  /** What comes of a registry that answers so. */
  async function ask(answer: http.RequestListener): Promise<AdvisoryAnswer> {
    const registry = http.createServer(answer);
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
    try {
      return await askAdvisories(folder, {
        PATH: process.env.PATH,
        HOME: folder,
        npm_config_registry: address,
        npm_config_cache: path.join(folder, 'cache'),
      });
    } finally {
      registry.closeAllConnections();
      await new Promise((resolve) => registry.close(resolve));
    }
  }

  it('tells them, and they are judged', async () => {
    const packument = { name: 'parser', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': { name: 'parser', version: '1.0.0' } } };
    const answer = await ask((request, response) =>
      response.end(JSON.stringify(request.method === 'POST' ? { parser: [advisory] } : packument)),
    );
    if (answer.kind !== 'answered') throw new Error(answer.why);
    expect(judgeAdvisories(answer.report, [], '2026-11-30')).toEqual(['parser: high: reads too much (https://advisories.example/GHSA-1)']);
  });

  it('says why when a registry has none, and when it talks nonsense: that is not the same as no advisories', async () => {
    expect(await ask((_, response) => response.writeHead(405).end())).toEqual({
      kind: 'not_answered',
      why: expect.stringContaining('405'),
    });
    const nonsense = await ask((_, response) => response.end('<html>'));
    expect(nonsense.kind).toBe('not_answered');
  });
});
