import fs from 'node:fs';
import path from 'node:path';

import { applyPatch, type Operation } from 'rfc6902';
import { parse, parseAllDocuments } from 'yaml';

import { hashSettings } from './hash-settings.ts';
import type { Manifest } from './manifest.ts';
import { setImages, type ImageChange } from './set-images.ts';

interface Kustomization {
  readonly kind: 'Kustomization' | 'Component';
  readonly namespace?: string;
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly behavior?: 'merge'; readonly envs: readonly string[] }[];
  readonly patches?: readonly { readonly target: { readonly kind: string; readonly name?: string }; readonly patch: string }[];
  readonly images?: readonly ImageChange[];
}
const knownFields = ['apiVersion', 'kind', 'namespace', 'resources', 'components', 'configMapGenerator', 'patches', 'images'] satisfies (
  keyof Kustomization | 'apiVersion'
)[];
const clusterWide = ['Namespace'];

/**
 * What `kubectl kustomize` makes of a folder, as far as our folders need it: resources, components, generated settings with the hash of
 * what is in them, JSON patches by kind and name, a namespace, images. It refuses whatever else it meets, and `kustomize.test.ts`
 * compares it with kubectl where there is one. (npm has no kustomize.)
 */
export function buildKustomization(folder: string): Manifest[] {
  const manifests = accumulate([], folder);
  const hashed = new Map(
    manifests
      .filter(({ kind }) => kind === 'ConfigMap')
      .map((manifest) => [manifest.metadata.name, `${manifest.metadata.name}-${hashSettings(manifest.data ?? {})}`]),
  );
  return manifests.map((manifest) => renameReferences(manifest, hashed));
}

/** Adds a folder's resources to those there are, and does to all of them what the folder says, in kustomize's order. */
function accumulate(before: readonly Manifest[], folder: string): Manifest[] {
  const kustomization = readKustomization(folder);
  const { resources = [], components = [], configMapGenerator = [], patches = [], namespace, images = [] } = kustomization;
  let manifests = [...before, ...resources.flatMap((name) => readResource(path.join(folder, name)))];
  for (const component of components) manifests = accumulate(manifests, path.join(folder, component));
  for (const generator of configMapGenerator) manifests = addSettings(manifests, generator, folder);
  for (const { target, patch } of patches) {
    const operations = parse(patch) as Operation[];
    for (const manifest of manifests.filter(
      ({ kind, metadata }) => kind === target.kind && (target.name ?? metadata.name) === metadata.name,
    )) {
      const failure = applyPatch(manifest, operations).find((result) => result !== null);
      if (failure) throw new Error(`${folder}: a patch of ${target.kind} ${manifest.metadata.name} does not fit: ${failure.message}`);
    }
  }
  if (namespace !== undefined)
    for (const { metadata } of manifests.filter(({ kind }) => !clusterWide.includes(kind))) metadata.namespace = namespace;
  return manifests.map((manifest) => setImages(manifest, images));
}

function readKustomization(folder: string): Kustomization {
  const file = path.join(folder, 'kustomization.yaml');
  const kustomization = parse(fs.readFileSync(file, 'utf8')) as Kustomization;
  const unknown = Object.keys(kustomization).filter((field) => !(knownFields as string[]).includes(field));
  if (unknown.length > 0) throw new Error(`${file}: ${unknown.join(', ')} is more than this builder knows`);
  return kustomization;
}

const readResource = (resource: string): Manifest[] =>
  fs.statSync(resource).isDirectory()
    ? accumulate([], resource)
    : parseAllDocuments(fs.readFileSync(resource, 'utf8')).map((document) => {
        if (document.errors[0]) throw new Error(`${resource}: ${document.errors[0].message}`);
        return document.toJS() as Manifest;
      });

function addSettings(
  manifests: readonly Manifest[],
  { name, behavior, envs }: NonNullable<Kustomization['configMapGenerator']>[number],
  folder: string,
): Manifest[] {
  const data = Object.assign({}, ...envs.map((file) => readSettings(path.join(folder, file)))) as Record<string, string>;
  const there = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  if ((there !== undefined) !== (behavior === 'merge'))
    throw new Error(`${folder}: ${name} is ${there ? 'there already' : 'not there to merge with'}`);
  if (!there) return [...manifests, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }];
  there.data = { ...there.data, ...data };
  return [...manifests];
}

function readSettings(file: string): Record<string, string> {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const set = lines.map((line) => line.trimStart()).filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    set.map((line) => {
      const at = line.indexOf('=');
      if (at < 1) throw new Error(`${file}: "${line}" would take its value from who runs kubectl`);
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function renameReferences(manifest: Manifest, names: ReadonlyMap<string, string>): Manifest {
  if (manifest.kind === 'ConfigMap')
    return { ...manifest, metadata: { ...manifest.metadata, name: names.get(manifest.metadata.name) ?? manifest.metadata.name } };
  const renamed = JSON.stringify(manifest, (key, value: unknown) => {
    if (key !== 'configMapRef') return value;
    const { name } = value as { name: string };
    return { name: names.get(name) ?? name };
  });
  return JSON.parse(renamed) as Manifest;
}
