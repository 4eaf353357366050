import path from 'node:path';

import ts from 'typescript';

import { buildKustomization } from './build-kustomization.ts';
import type { Manifest } from './manifest.ts';
import { overlayFolder, overlays } from './overlays.ts';

type Schema = new (manifest: Manifest) => { validate(): void };

/** The package that has the schemas of an API. */
function packageOf({ apiVersion, kind }: Manifest): string {
  if (apiVersion.startsWith('keda.sh/')) return `@kubernetes-models/keda/${apiVersion}/${kind}`;
  if (apiVersion.startsWith('external-secrets.io/')) return `@kubernetes-models/external-secrets/${apiVersion}/${kind}`;
  return `kubernetes-models/${apiVersion}/${kind}`;
}

async function faultsOf(manifest: Manifest): Promise<string[]> {
  const schemas = (await import(packageOf(manifest))) as Record<string, Schema>;
  const Schema = schemas[manifest.kind];
  if (!Schema) return [`${manifest.kind}: no schema`];
  try {
    new Schema(manifest).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind} ${manifest.metadata.name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** The schemas let unknown fields pass, as an API server that is asked kindly does; the types made of them do not. */
function unknownFieldsOf(manifests: readonly Manifest[]): string[] {
  const file = path.join(import.meta.dirname, 'manifests-as-types.ts');
  const source = manifests
    .map((manifest, index) => `export const m${index}: import('${packageOf(manifest)}').I${manifest.kind} = ${JSON.stringify(manifest)};`)
    .join('\n');
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? source : readFile(name));
  host.getSourceFile = (name, version) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const built = overlays
  .flatMap((overlay) => [overlay, `${overlay}/migrate`])
  .flatMap((overlay) => buildKustomization(overlayFolder(overlay)));

const job = built.find(({ kind }) => kind === 'Job');
const wrong = (spec: object): Manifest => ({ ...job, apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'wrong' }, spec });

it('every manifest is what Kubernetes, KEDA and External Secrets say it has to be', async () => {
  expect(built.length).toBeGreaterThan(60);
  expect((await Promise.all(built.map(faultsOf))).flat()).toEqual([]);
  // The schemas do look:
  expect(await faultsOf(wrong({ template: { spec: { containers: [{ name: 1 }] } } }))).toEqual([expect.stringContaining('must be string')]);
  expect(await faultsOf(wrong({ backoffLimit: 1 }))).toEqual([expect.stringContaining('must have required property template')]);
});

it('no manifest has a field that they do not know: only the misspelt one is found', async () => {
  const misspelt = wrong({ template: { spec: { containers: [{ name: 'a', securityContext: { readOnlyRootFileSystem: true } }] } } });
  expect(await faultsOf(misspelt)).toEqual([]);
  expect(unknownFieldsOf([...built, misspelt])).toEqual([expect.stringContaining('readOnlyRootFileSystem')]);
});
