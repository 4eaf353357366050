import fs from 'node:fs';
import path from 'node:path';

import { DEFAULT_MODELS } from '@sylion/vertex-client';

import { dashboardFiles, dashboards } from '../src/dashboards/dashboards.ts';
import { findUnknownNames } from '../src/monitoring/find-unknown-names.ts';
import { namesInExpression } from '../src/monitoring/names-in-expression.ts';
import { monitoringFolder, readKnownMetrics, readRecordings } from '../src/monitoring/read-monitoring.ts';

const known = readKnownMetrics();
const recordings = readRecordings();
const recorded = recordings.map(({ record }) => record);
const panels = dashboards.flatMap(({ rows }) => rows.flatMap((row) => row.panels));
const expressions = panels.flatMap(({ queries }) => queries.map(([expression]) => expression));

describe('the dashboards', () => {
  it('are as `npm run dashboards` writes them', () => {
    const folder = path.join(monitoringFolder, 'dashboards');
    const files = fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]);
    expect(Object.fromEntries(files)).toEqual(dashboardFiles());
  });

  it('ask for nothing that no app exports', () => {
    expect(expressions.flatMap((expression) => findUnknownNames(expression, known, recorded))).toEqual([]);
  });

  it('show every metric of every app', () => {
    const shown = new Set(expressions.flatMap((expression) => namesInExpression(expression).map(({ name }) => name)));
    const isShown = (name: string): boolean => ['', '_bucket', '_count'].some((suffix) => shown.has(name + suffix));
    expect(Object.keys(known).filter((name) => !isShown(name))).toEqual([]);
  });

  it('have panels that do not overlap, each with a title of its own', () => {
    for (const content of Object.values(dashboardFiles())) {
      const { panels: placed } = JSON.parse(content) as {
        panels: { id: number; title: string; gridPos: Record<'x' | 'y' | 'w' | 'h', number> }[];
      };
      const cells = placed.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(new Set(placed.map(({ id }) => id)).size).toBe(placed.length);
    }
  });
});

it('every model of the table has a price for what is asked and for what it answers', () => {
  const models = Object.values(DEFAULT_MODELS.tiers).flatMap(({ model, fallbacks }) => [model, ...fallbacks.map((other) => other.model)]);
  const priced = recordings.map(({ labels }) => `${labels?.['model']} ${labels?.['kind']}`);
  expect(models.flatMap((model) => [`${model} prompt`, `${model} output`]).filter((price) => !priced.includes(price))).toEqual([]);
});
