import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { buildKustomization } from './build-kustomization.ts';
import { hashSettings } from './hash-settings.ts';
import type { Manifest } from './manifest.ts';
import { overlays, overlayFolder } from './overlays.ts';

const nameOf = ({ kind, metadata: { name } }: Manifest): string => `${kind} ${name}`;
const sorted = (manifests: readonly Manifest[]): Manifest[] => manifests.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

describe('what the tests look at', () => {
  it.each(overlays.flatMap((overlay) => [overlay, `${overlay}/migrate`]))(
    'is what kubectl makes of %s, where there is a kubectl',
    (overlay) => {
      const folder = overlayFolder(overlay);
      const built = buildKustomization(folder);
      expect(new Set(built.map(nameOf)).size).toBe(built.length);
      if (spawnSync('kubectl', ['version', '--client']).status !== 0) return;
      const theirs = parseAllDocuments(execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' })).map(
        (document) => document.toJS() as Manifest,
      );
      expect(sorted(built)).toEqual(sorted(theirs));
    },
  );

  it('names settings as kustomize does', () => {
    const data = { LIST: '[{"a":"<b>&c"}]', A: '1' };
    // As `kubectl kustomize` (kustomize 5.5) named it.
    expect(hashSettings(data)).toBe('k762gd64dm');
  });

  it('is refused when a folder asks for more than they know', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-kustomize-'));
    try {
      fs.writeFileSync(path.join(folder, 'kustomization.yaml'), 'namePrefix: a-\n');
      expect(() => buildKustomization(folder)).toThrow('namePrefix is more than this builder knows');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
