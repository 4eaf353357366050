import fs from 'node:fs/promises';
import path from 'node:path';

import { endWithParent, repositoryRoot, startServer } from '@sylion/launch/embedded';

import { unpackPrometheus } from './unpack-prometheus.ts';

export interface Prometheus {
  /** The series of an instant query, now: none where a condition does not hold. */
  query(expression: string): Promise<readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>;
  /** The names of everything it ever scraped. */
  names(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** A real Prometheus with our rules that scrapes these ports of this machine every second; a job is named after its app. */
export async function startPrometheus(home: string, ports: Readonly<Record<string, number>>): Promise<Prometheus> {
  const { prometheus } = await unpackPrometheus();
  await fs.mkdir(home, { recursive: true });
  const folder = await fs.realpath(home);
  const configuration = path.join(folder, 'prometheus.json'); // JSON is YAML
  await fs.writeFile(
    configuration,
    JSON.stringify({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: ['alerts.yaml', 'prices.yaml'].map((name) => path.join(repositoryRoot, 'docker/monitoring', name)),
      scrape_configs: Object.entries(ports).map(([app, port]) => ({
        job_name: app,
        static_configs: [{ targets: [`127.0.0.1:${port}`] }],
      })),
    }),
  );
  const server = await startServer({
    title: 'Prometheus',
    programName: 'prometheus',
    stopSignal: 'SIGTERM',
    home: folder,
    dataFolder: folder,
    log: () => undefined,
    environment: { PATH: process.env.PATH },
    command: async (port) => [
      ...(await endWithParent('SIGTERM')),
      prometheus,
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    isReady: async (_pid, port) =>
      fetch(`http://127.0.0.1:${port}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
  });
  const ask = async <Data>(address: string): Promise<Data> => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/${address}`);
    if (!response.ok) throw new Error(`Prometheus refused ${address}: ${await response.text()}`);
    return ((await response.json()) as { data: Data }).data;
  };
  return {
    query: async (expression) => {
      const { result } = await ask<{ result: { metric: Record<string, string>; value: [number, string] }[] }>(
        `query?query=${encodeURIComponent(expression)}`,
      );
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    names: () => ask<string[]>('label/__name__/values'),
    stop: server.stop,
  };
}
