import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { parse } from 'yaml';

import { monitoringFolder, readAlerts } from '../src/monitoring/read-monitoring.ts';
import { unpackAlertmanager } from '../src/prometheus/unpack-alertmanager.ts';

const file = path.join(monitoringFolder, 'alertmanager.yml');
let amtool: (...words: string[]) => Promise<string>;
beforeAll(async () => {
  const program = await unpackAlertmanager();
  amtool = async (...words) => (await promisify(execFile)(program, words)).stdout;
}, 60_000);

it('who is told of alerts is a configuration that Alertmanager takes', async () => {
  expect(await amtool('check-config', file)).toContain('SUCCESS');
});

it.each([
  ['page', 'pages'],
  ['ticket', 'tickets'],
])('an alert of severity %s goes to the %s', async (severity, receiver) => {
  expect(readAlerts().some(({ labels }) => labels.severity === severity)).toBe(true);
  expect((await amtool('config', 'routes', 'test', `--config.file=${file}`, `severity=${severity}`)).trim()).toBe(receiver);
});

it('holds back only alerts that there are, for others that there are', () => {
  const { inhibit_rules: rules } = parse(fs.readFileSync(file, 'utf8')) as {
    inhibit_rules: { source_matchers: string[]; target_matchers: string[] }[];
  };
  const named = rules
    .flatMap((rule) => [...rule.source_matchers, ...rule.target_matchers])
    .flatMap((matcher) => /"(.+)"/.exec(matcher)?.[1]?.split('|') ?? []);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !readAlerts().some(({ alert }) => alert === name))).toEqual([]);
});
