import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';

import { imageApps } from '../../src/images/image-apps.ts';
import { buildKustomization } from './build-kustomization.ts';
import { ofKind } from './manifest.ts';
import { apps, overlayFolder, overlays } from './overlays.ts';
import { readSettings } from './read-settings.ts';

const runs = [...apps, 'migrate'];

const mebibytes = (quantity: unknown): number => {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(String(quantity)) ?? [];
  if (unit === undefined) throw new Error(`${String(quantity)} is no number of MiB or GiB`);
  return Number(amount) * (unit === 'Gi' ? 1_024 : 1);
};

describe.each(overlays)('in %s', (overlay) => {
  const built = buildKustomization(overlayFolder(overlay));
  const migration = buildKustomization(overlayFolder(`${overlay}/migrate`));
  const deployments = ofKind<IDeployment>(built, 'Deployment');
  const [job] = ofKind<IJob>(migration, 'Job');
  const templates = new Map<string, IPodTemplateSpec | undefined>([
    ...deployments.map(({ metadata, spec }) => [metadata?.name ?? '', spec?.template] as const),
    ['migrate', job?.spec?.template],
  ]);
  const podOf = (name: string) => {
    const pod = templates.get(name)?.spec;
    const [container] = pod?.containers ?? [];
    if (!pod || !container) throw new Error(`${name} has no pod`);
    return { pod, container };
  };
  const settingsOf = (app: string): Record<string, string> => readSettings(built, app);
  const secondsOf = (app: string, variable: string): number => Number(settingsOf(app)[variable]) / 1_000;

  it('there is one of each app, out of an image that docker/Dockerfile makes, and all of one version', () => {
    expect([...templates.keys()].sort()).toEqual([...runs].sort());
    expect(imageApps).toEqual(expect.arrayContaining(runs));
    const images = [...templates.keys()].map((name) => podOf(name).container.image ?? '');
    expect(images).toEqual([...templates.keys()].map((name) => expect.stringMatching(new RegExp(`/sylion/${name}[:@](?!latest)`))));
    expect(new Set(images.map((image) => image.replace(/^.*:/, ''))).size).toBe(1);
  });

  it.each(runs)('%s runs as nobody, without rights, on a read-only tree, and with a bounded share', (name) => {
    const { pod, container } = podOf(name);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect([pod.automountServiceAccountToken, pod.hostNetwork, pod.hostPID, pod.initContainers]).toEqual([
      false,
      undefined,
      undefined,
      undefined,
    ]);
    expect(pod.volumes).toEqual([{ name: 'scratch', emptyDir: { sizeLimit: expect.stringMatching(/^\d+[MG]i$/) } }]);
    expect(container.volumeMounts).toEqual([{ name: 'scratch', mountPath: '/tmp' }]);
    expect(mebibytes(container.resources?.limits?.memory)).toBeGreaterThanOrEqual(mebibytes(container.resources?.requests?.memory));
    expect(container.resources?.requests?.cpu).toBeDefined();
    expect(container.resources?.limits?.cpu).toBeUndefined();
  });

  it.each([...apps])('a new pod of %s is up before an old one goes, and its probes ask ports that it has', (app) => {
    const { pod, container } = podOf(app);
    const rollout = deployments.find(({ metadata }) => metadata?.name === app)?.spec?.strategy;
    expect(rollout?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    const ports = container.ports?.map(({ name }) => name);
    for (const probe of [container.readinessProbe, container.livenessProbe, container.startupProbe])
      expect(ports).toContain(probe?.httpGet?.port);
    expect(container.livenessProbe?.httpGet?.path).toBe('/healthz'); // an outage of Postgres is nothing that a restart repairs
    const spread = pod.topologySpreadConstraints ?? [];
    expect(spread.map(({ topologyKey }) => topologyKey)).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
    for (const { labelSelector } of spread) expect(labelSelector?.matchLabels).toEqual({ 'app.kubernetes.io/name': app });
  });

  it('the ports of pods are those of the settings', () => {
    const portOf = (app: string, name: string) => podOf(app).container.ports?.find((port) => port.name === name)?.containerPort;
    for (const app of apps) expect(String(portOf(app, 'metrics'))).toBe(settingsOf(app)['METRICS_PORT']);
    expect(String(portOf('gateway', 'http'))).toBe(settingsOf('gateway')['GATEWAY_PORT']);
    expect(String(portOf('admin-api', 'http'))).toBe(settingsOf('admin-api')['ADMIN_API_PORT']);
  });

  it.each([...apps])('%s is not killed before its own grace is over', (app) => {
    const { pod, container } = podOf(app);
    const waits = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
    expect(waits).toBeGreaterThan(0);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(waits + secondsOf(app, 'DRAIN_GRACE_MS'));
  });

  it('the grace is longer than the longest turn, step of a document, and send', () => {
    const answers = 2; // an empty answer is asked for once more (generate-reply.ts)
    const summary = 1;
    const model = secondsOf('processor-worker', 'MODEL_TIMEOUT_MS');
    const turn = secondsOf('processor-worker', 'RETRIEVAL_TIMEOUT_MS') + (answers + summary) * model;
    expect(secondsOf('processor-worker', 'DRAIN_GRACE_MS')).toBeGreaterThan(turn);
    const step = Math.max(secondsOf('rag-ingest-worker', 'EXTRACT_TIMEOUT_MS'), secondsOf('rag-ingest-worker', 'MODEL_TIMEOUT_MS'));
    expect(secondsOf('rag-ingest-worker', 'DRAIN_GRACE_MS')).toBeGreaterThan(step);
    const upload = 60; // upload-file.ts
    expect(secondsOf('gateway', 'DRAIN_GRACE_MS')).toBeGreaterThan(upload + secondsOf('gateway', 'SEND_TIMEOUT_MS') + 1);
  });

  it('what documents take at most fits into the pod that reads them', () => {
    const { INGEST_CONCURRENCY: documents, EXTRACT_MEMORY_MB: memory, UPLOAD_MAX_BYTES: size } = settingsOf('rag-ingest-worker');
    const { pod, container } = podOf('rag-ingest-worker');
    expect(mebibytes(container.resources?.limits?.memory)).toBeGreaterThanOrEqual(1_024 + Number(documents) * Number(memory));
    const scratch = mebibytes(pod.volumes?.[0]?.emptyDir?.sizeLimit);
    expect(scratch).toBeGreaterThanOrEqual(2 * Number(documents) * (Number(size) / 1_024 ** 2));
  });

  it('the migration tries a bounded time, once more if its pod dies, and is not the apps’', () => {
    expect(job?.spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 1_800 });
    expect(podOf('migrate').pod.restartPolicy).toBe('Never');
    expect(built.some(({ kind }) => kind === 'Job')).toBe(false);
  });
});
