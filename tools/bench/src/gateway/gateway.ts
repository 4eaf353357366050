import type { Bench, BenchEnvironment } from '../bench.ts';
import { startGraphSink } from '../load/graph-sink.ts';
import { openPeers } from '../peers/open-peers.ts';
import { openPlatform } from '../platform/open-platform.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import { gatewayHelp, readGatewayOptions, type GatewayOptions } from './gateway-options.ts';
import { openOurGateway, openRung, type GatewaySystem } from './gateway-system.ts';
import { gatewayTargets } from './gateway-targets.ts';
import { measureGateway } from './measure-gateway.ts';
import { reportGateway } from './report-gateway.ts';

/** How many webhooks a gateway process takes, durable before it answers, beside what one Node process can do at all. */
export const gateway: Bench = {
  title: 'webhooks that are durable in Postgres when they are acknowledged, beside a ladder from bare node:http to BullMQ, and peers',
  help: gatewayHelp,
  run: async (args, environment) => {
    const options = readGatewayOptions(args);
    const measurements = await measure(options, environment);
    const targets = gatewayTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportGateway);
    return targets;
  },
};

const channels = 10;

async function measure(options: GatewayOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const platform = await openPlatform(server.superuserUrl, `bench_gateway_${options.set}`, channels);
  const systems: GatewaySystem[] = [];
  const sink = await startGraphSink(() => undefined);
  try {
    systems.push(await openOurGateway(platform));
    for (const rung of ['bare', 'checked', 'queued', 'express'] as const) systems.push(await openRung(platform, rung));
    for (const peer of await openPeers(platform, sink.url)) systems.push({ ...peer, kind: 'peer' });
    return await measureGateway(platform, systems, options, progress);
  } finally {
    for (const system of systems) await system.stop();
    await sink.stop();
    await platform.close();
  }
}
