import fs from 'node:fs';
import path from 'node:path';

import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';

import { repositoryRoot } from '@sylion/launch/embedded';
import * as schemas from '@sylion/schemas';

import { namesInExpression } from '../../src/monitoring/names-in-expression.ts';
import { buildKustomization } from './build-kustomization.ts';
import { ofKind } from './manifest.ts';
import { apps, overlayFolder, overlays } from './overlays.ts';

/** The queues that an app works off, out of its `queues.consume({ contract: … })`. */
function queuesOf(app: string): string[] {
  const sources = fs.globSync(`apps/${app}/src/*.ts`, { cwd: repositoryRoot });
  const contracts = sources.flatMap((file) => [
    ...fs.readFileSync(path.join(repositoryRoot, file), 'utf8').matchAll(/\bcontract: (\w+),$/gm),
  ]);
  return contracts.map(([, name = '']) => (schemas as unknown as Record<string, { name: string }>)[name]?.name ?? name).sort();
}

describe.each(overlays)('in %s', (overlay) => {
  const scaled = ofKind<IScaledObject>(buildKustomization(overlayFolder(overlay)), 'ScaledObject');
  const queriesOf = (app: string): string[] =>
    scaled
      .filter(({ metadata }) => metadata?.name === app)
      .flatMap(({ spec }) => spec?.triggers.map((one) => one.metadata['query'] ?? '') ?? []);
  const queuesSeen = (app: string, metric: string): string[] =>
    queriesOf(app)
      .flatMap(namesInExpression)
      .filter(({ name }) => name === metric)
      .flatMap(({ matchers }) => matchers.find(({ label }) => label === 'queue')?.values ?? [])
      .sort();

  it.each(apps)('%s is scaled by the depth and the age of each queue that it works off, and of no other', (app) => {
    for (const metric of ['queue_jobs', 'queue_oldest_waiting_seconds'])
      expect([metric, queuesSeen(app, metric)]).toEqual([metric, queuesOf(app)]);
  });
});

it('no queue is left to nobody', () => {
  expect(apps.flatMap(queuesOf).sort()).toEqual(schemas.queueContracts.map(({ name }) => name).sort());
});
