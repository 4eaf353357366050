import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { parse } from 'yaml';

import { repositoryRoot } from '@sylion/launch/embedded';

import { findUnknownNames } from '../../src/monitoring/find-unknown-names.ts';
import { monitoringFolder, readKnownMetrics } from '../../src/monitoring/read-monitoring.ts';
import { unpackPrometheus } from '../../src/prometheus/unpack-prometheus.ts';
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

  it('what scaling asks Prometheus is measured under these names and labels, in this namespace', () => {
    const triggers = ofKind<IScaledObject>(built, 'ScaledObject').flatMap(({ metadata, spec }) =>
      (spec?.triggers ?? [])
        .filter(({ type }) => type === 'prometheus')
        .map((trigger) => ({ app: metadata?.name, query: trigger.metadata['query'] ?? '' })),
    );
    expect(new Set(triggers.map(({ app }) => app))).toEqual(new Set(['gateway', 'processor-worker', 'rag-ingest-worker']));
    for (const { query } of triggers) {
      expect(query).toContain('{namespace="sylion"');
      expect(findUnknownNames(query.replace(/namespace="sylion",?/g, ''), readKnownMetrics())).toEqual([]);
    }
  });
});

it('Prometheus finds the pods by what they are labelled with, and reads a configuration that it takes', async () => {
  const file = path.join(repositoryRoot, 'k8s/monitoring/prometheus.yml');
  const { scrape_configs: jobs } = parse(fs.readFileSync(file, 'utf8')) as {
    scrape_configs: {
      kubernetes_sd_configs: object[];
      relabel_configs: { source_labels: string[]; target_label?: string; regex?: string }[];
    }[];
  };
  expect(jobs.map((job) => job.kubernetes_sd_configs)).toEqual([[{ role: 'pod', namespaces: { names: ['sylion'] } }]]);
  expect(jobs[0]?.relabel_configs).toEqual([
    { source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: 'metrics', action: 'keep' },
    { source_labels: ['__meta_kubernetes_pod_label_app_kubernetes_io_name'], target_label: 'job' },
    { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
    { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
  ]);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-prometheus-'));
  try {
    for (const name of ['alerts.yaml', 'prices.yaml']) fs.copyFileSync(path.join(monitoringFolder, name), path.join(folder, name));
    // The distribution's promtool knows no Kubernetes.
    const elsewhere = fs.readFileSync(file, 'utf8').replace(/kubernetes_sd_configs:\n.*\n.*\n/, 'static_configs: []\n');
    fs.writeFileSync(path.join(folder, 'prometheus.yml'), elsewhere);
    const { promtool } = await unpackPrometheus();
    const { stdout } = await promisify(execFile)(promtool, ['check', 'config', path.join(folder, 'prometheus.yml')]);
    expect(stdout).toContain('is valid prometheus config file syntax');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
