import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';

import { ofKind, type Manifest } from './manifest.ts';

/** The variables that an app's pod gets out of ConfigMaps. @throws when one of them is not there */
export function readSettings(manifests: readonly Manifest[], app: string): Record<string, string> {
  const deployment = ofKind<IDeployment>(manifests, 'Deployment').find(({ metadata }) => metadata?.name === app);
  const sources = deployment?.spec?.template.spec?.containers[0]?.envFrom ?? [];
  const names = sources.flatMap(({ configMapRef }) => (configMapRef?.name === undefined ? [] : [configMapRef.name]));
  return Object.assign({}, ...names.map((name) => settingsCalled(manifests, name))) as Record<string, string>;
}

function settingsCalled(manifests: readonly Manifest[], name: string): Record<string, string> {
  const found = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  if (!found) throw new Error(`there is no ConfigMap ${name}`);
  return found.data ?? {};
}
