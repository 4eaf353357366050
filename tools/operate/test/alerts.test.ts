import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { parse, parseAllDocuments } from 'yaml';

import { repositoryRoot } from '@sylion/launch/embedded';

import { findUnknownNames } from '../src/monitoring/find-unknown-names.ts';
import { monitoringFolder, readAlerts, readKnownMetrics, readRecordings } from '../src/monitoring/read-monitoring.ts';
import { unpackPrometheus } from '../src/prometheus/unpack-prometheus.ts';

const alerts = readAlerts();
const known = readKnownMetrics();
const recorded = readRecordings().map(({ record }) => record);
const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');

describe('the metrics', () => {
  it.each(Object.entries(known))('%s has a name, a help and labels as they should be', (name, { type, labels }) => {
    expect(name).toMatch(/^[a-z][a-z0-9_]*[a-z]$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb)(_|$)/);
    const identities = Object.keys(labels).filter((label) => /tenant|user|conversation|message|phone|channel|(^|_)id$/.test(label));
    expect(identities).toEqual([]); // there is no end to them
    expect(Object.values(labels).reduce((product, values) => product * Math.max(values.length, 1), 1)).toBeLessThanOrEqual(50);
  });
});

describe('the alerts', () => {
  it('look at nothing that no app exports, and the check sees a misspelt name, label or value', () => {
    expect([...alerts, ...readRecordings()].flatMap(({ expr }) => findUnknownNames(expr, known, recorded))).toEqual([]);
    expect(findUnknownNames('rate(gateway_sends_totals[1m])', known)).toEqual(['gateway_sends_totals']);
    expect(findUnknownNames('gateway_sends_total{outcom="accepted"}', known)).toEqual(['gateway_sends_total{outcom}']);
    expect(findUnknownNames('gateway_sends_total{outcome=~"accepted|unknwon"}', known)).toEqual(['gateway_sends_total{outcome="unknwon"}']);
  });

  it('are there for every promise', () => {
    const promises = [...new Set(alerts.map(({ labels }) => Number(labels.promise)))].sort((one, other) => one - other);
    expect(promises).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s says how bad it is, what it is, and leads to its runbook',
    (name, alert) => {
      expect(['page', 'ticket']).toContain(alert.labels.severity);
      expect(alert.annotations.summary.length).toBeGreaterThan(10);
      expect(alert.annotations.description.length).toBeGreaterThan(20);
      const runbook = read(alert.annotations.runbook_url);
      const headings = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
      expect(headings).toEqual([name, 'What it means for users', 'How to look', 'What to do', 'How to know that it is over']);
      for (const [, target = ''] of runbook.matchAll(/\]\(([^)#]+)\)/g))
        expect(fs.existsSync(path.join(repositoryRoot, path.dirname(alert.annotations.runbook_url), target))).toBe(true);
    },
  );

  it('have no runbook too many', () => {
    const files = fs.readdirSync(path.join(repositoryRoot, 'docs/runbooks')).map((name) => `docs/runbooks/${name}`);
    expect(files.sort()).toEqual(alerts.map(({ annotations }) => annotations.runbook_url).sort());
  });

  it('are set off by what they are for and by nothing like it', async () => {
    const { tests } = parse(fs.readFileSync(path.join(monitoringFolder, 'alerts.test.yaml'), 'utf8')) as { tests: { name: string }[] };
    const wanted = alerts.flatMap(({ alert }) => [`${alert} is set off`, `${alert} keeps still`]);
    expect(tests.map(({ name }) => name).sort()).toEqual(wanted.sort());
    const { promtool } = await unpackPrometheus();
    const run = (...words: string[]) => promisify(execFile)(promtool, words, { cwd: monitoringFolder });
    await run('check', 'config', 'prometheus.yml');
    await run('test', 'rules', 'alerts.test.yaml');
    await run('test', 'rules', 'prices.test.yaml');
  }, 60_000);
});

interface Scaler {
  readonly kind?: string;
  readonly spec?: { readonly triggers?: readonly { readonly metadata?: { readonly query?: string } }[] };
}

describe('what else looks at the metrics', () => {
  it('the scalers of Kubernetes ask for nothing that no app exports', () => {
    const folder = path.join(repositoryRoot, 'k8s/base');
    const documents = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => parseAllDocuments(fs.readFileSync(path.join(folder, name), 'utf8')).map((document) => document.toJS() as Scaler));
    const queries = documents
      .filter(({ kind }) => kind === 'ScaledObject')
      .flatMap(({ spec }) => (spec?.triggers ?? []).flatMap(({ metadata }) => metadata?.query ?? []));
    expect(queries.length).toBeGreaterThan(3);
    expect(queries.flatMap((query) => findUnknownNames(query, known))).toEqual([]);
  });

  it('Prometheus names a job after its app, beside compose and on Kubernetes', () => {
    const configOf = (file: string) =>
      parse(read(file)) as {
        rule_files: string[];
        scrape_configs: { job_name: string; relabel_configs?: { source_labels: string[]; target_label?: string }[] }[];
      };
    const [compose, kubernetes] = [configOf('docker/monitoring/prometheus.yml'), configOf('k8s/monitoring/prometheus.yml')];
    expect(compose.scrape_configs.map(({ job_name: name }) => name).sort()).toEqual(
      fs.readdirSync(path.join(repositoryRoot, 'apps')).sort(),
    );
    expect(kubernetes.scrape_configs[0]?.relabel_configs).toContainEqual({
      source_labels: ['__meta_kubernetes_pod_label_app_kubernetes_io_name'],
      target_label: 'job',
    });
    expect(kubernetes.rule_files).toEqual(compose.rule_files);
  });
});
