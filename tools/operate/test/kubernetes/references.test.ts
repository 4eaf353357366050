import fs from 'node:fs';
import path from 'node:path';

import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';

import type { MetricCatalog } from '@sylion/runtime';
import { repositoryRoot } from '@sylion/launch/embedded';

import { buildKustomization } from './build-kustomization.ts';
import { ofKind, type Manifest } from './manifest.ts';
import { apps, overlayFolder, overlays } from './overlays.ts';
import { readSettings } from './read-settings.ts';

const namesOf = (manifests: readonly Manifest[], kind: string): string[] =>
  manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);

describe.each(overlays)('in %s', (overlay) => {
  const built = buildKustomization(overlayFolder(overlay));
  const deployments = ofKind<IDeployment>(built, 'Deployment');
  const ingresses = ofKind<IIngress>(built, 'Ingress');
  const matching = (labels: Readonly<Record<string, string>> = {}) =>
    deployments.filter(({ spec }) => Object.entries(labels).every(([key, value]) => spec?.template.metadata?.labels?.[key] === value));
  const portsOf = (deployment?: IDeployment) => deployment?.spec?.template.spec?.containers[0]?.ports?.map(({ name }) => name);

  it('whatever names something names what is there, in the one namespace', () => {
    expect(new Set(built.map(({ metadata }) => metadata.namespace ?? 'none'))).toEqual(new Set(['sylion', 'none']));
    expect(built.filter(({ metadata }) => metadata.namespace === undefined).map(({ kind }) => kind)).toEqual(['Namespace']);
    const accounts = namesOf(built, 'ServiceAccount');
    const secrets = namesOf(built, 'ExternalSecret');
    for (const { metadata, spec } of deployments) {
      expect(spec?.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': metadata?.name });
      expect(matching(spec?.selector.matchLabels)).toHaveLength(1);
      expect(accounts).toContain(spec?.template.spec?.serviceAccountName);
      for (const { secretRef } of spec?.template.spec?.containers[0]?.envFrom ?? [])
        if (secretRef) expect(secrets).toContain(secretRef.name);
    }
  });

  it('a door leads to a service, the service to a port of its app, and only two apps have one', () => {
    const services = ofKind<IService>(built, 'Service');
    expect(services.map(({ metadata }) => metadata?.name).sort()).toEqual(['admin-api', 'gateway']);
    for (const { metadata, spec } of services) {
      const [app, ...others] = matching(spec?.selector);
      expect([app?.metadata?.name, others]).toEqual([metadata?.name, []]);
      for (const { targetPort } of spec?.ports ?? []) expect(portsOf(app)).toContain(targetPort);
    }
    for (const { metadata, spec } of ingresses) {
      const [rule, ...others] = spec?.rules ?? [];
      expect([spec?.tls?.[0]?.hosts, others]).toEqual([[rule?.host], []]);
      const backend = rule?.http?.paths[0]?.backend.service;
      expect([backend?.name, backend?.port?.name]).toEqual([metadata?.name, 'http']);
      expect(services.find((service) => service.metadata?.name === backend?.name)?.spec?.ports?.map(({ name }) => name)).toContain('http');
    }
  });

  it('the doors let through what the apps take, and pass it on as it comes', () => {
    const annotationsOf = (name: string) => ingresses.find(({ metadata }) => metadata?.name === name)?.metadata?.annotations ?? {};
    const setting = (name: string, key: string) => annotationsOf(name)[`nginx.ingress.kubernetes.io/${key}`];
    expect(setting('gateway', 'proxy-body-size')).toBe('4m'); // read-raw-body.ts refuses earlier, with a reason
    const { UPLOAD_MAX_BYTES: size } = readSettings(built, 'admin-api');
    expect(Number(setting('admin-api', 'proxy-body-size')?.replace('m', ''))).toBeGreaterThan(Number(size) / 1_024 ** 2);
    expect([setting('admin-api', 'proxy-request-buffering'), setting('admin-api', 'proxy-buffering')]).toEqual(['off', 'off']);
    expect(Number(setting('admin-api', 'proxy-read-timeout'))).toBeGreaterThanOrEqual(15 * 60);
    const host = ingresses.find(({ metadata }) => metadata?.name === 'gateway')?.spec?.rules?.[0]?.host;
    expect(readSettings(built, 'gateway')['GATEWAY_PUBLIC_URL']).toBe(`https://${host}`);
  });

  it('every app has one budget of disruptions and one scaler, and more than one replica where it counts', () => {
    const budgets = ofKind<IPodDisruptionBudget>(built, 'PodDisruptionBudget');
    expect(budgets.map(({ spec }) => matching(spec?.selector?.matchLabels).map(({ metadata }) => metadata?.name))).toEqual(
      budgets.map(({ metadata }) => [metadata?.name]),
    );
    expect(namesOf(built, 'PodDisruptionBudget').sort()).toEqual([...apps].sort());
    const scaled = ofKind<IScaledObject>(built, 'ScaledObject').map(({ spec }) => ({
      app: spec?.scaleTargetRef.name,
      least: spec?.minReplicaCount,
    }));
    const autoscaled = ofKind<IHorizontalPodAutoscaler>(built, 'HorizontalPodAutoscaler').map(({ spec }) => ({
      app: spec?.scaleTargetRef.name,
      least: spec?.minReplicas,
    }));
    const scalers = [...scaled, ...autoscaled];
    expect(scalers.map(({ app }) => app).sort()).toEqual([...apps].sort());
    for (const { least } of scalers) expect(least).toBe(overlay === 'production' ? 2 : 1);
  });

  it('what scaling asks Prometheus is measured, under these names and labels', () => {
    const file = path.join(repositoryRoot, 'docker/monitoring/metrics.json');
    const catalog = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, MetricCatalog>;
    const known = new Map(apps.flatMap((app) => Object.entries(catalog[app] ?? {})));
    const triggers = ofKind<IScaledObject>(built, 'ScaledObject').flatMap(({ metadata, spec }) =>
      (spec?.triggers ?? [])
        .filter(({ type }) => type === 'prometheus')
        .map((trigger) => ({ app: metadata?.name, query: trigger.metadata['query'] ?? '' })),
    );
    expect(triggers.map(({ app }) => app)).toEqual(expect.arrayContaining(['gateway', 'processor-worker', 'rag-ingest-worker']));
    for (const { query } of triggers) {
      const asked = [...query.matchAll(/([a-z_]+)\{([^}]*)\}/g)];
      expect(asked.length).toBeGreaterThan(0);
      for (const [, name = '', labels = ''] of asked) {
        const metric = known.get(name.replace(/_bucket$/, ''));
        expect([name, metric?.type]).toEqual([name, name.endsWith('_bucket') ? 'histogram' : 'gauge']);
        for (const [, label = '', values = ''] of labels.matchAll(/(\w+)=~?"([^"]*)"/g))
          if (label === 'namespace') expect(values).toBe('sylion');
          else
            for (const value of values.split('|')) expect([name, metric?.labels[label]]).toEqual([name, expect.arrayContaining([value])]);
      }
    }
  });
});
