import { markdownTable } from '../report/markdown-table.ts';
import type { Costs } from './costs.ts';
import { fullAt, planCapacity, turnConcurrency, type Demand, type Plan } from './plan-capacity.ts';
import { simulateTurns } from './simulate-turns.ts';

const count = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US'));

/** Plans beside each other, one column a demand; then what ends first in each. */
export function reportCapacity(demands: readonly Demand[], costs: Costs): string {
  const plans = demands.map((demand) => planCapacity(demand, costs));
  const row = (name: string, of: (plan: Plan) => string): string[] => [name, ...plans.map(of)];
  return [
    describeCosts(costs),
    markdownTable(
      ['', ...demands.map(({ tenants, messagesPerDay }) => `${count(tenants)} tenants, ${count(messagesPerDay)} messages a day`)],
      [
        row('messages/s at the peak', ({ peakPerSecond }) => count(peakPerSecond)),
        row('gateways (one core each)', ({ gateways }) => `${gateways}`),
        row('processors (one core each)', ({ processors }) => `${processors}`),
        row('turns under way at the peak', ({ turnsUnderWay }) => count(turnsUnderWay)),
        row('ingest workers, Admin APIs', () => '2, 2'),
        row('Postgres: cores', ({ postgresCores }) => `${Math.max(2, Math.ceil(postgresCores))}`),
        row('Postgres: connections', ({ postgresConnections }) => `${postgresConnections}`),
        row('Postgres: GB a month', ({ gigabytesPerMonth }) => count(gigabytesPerMonth)),
        row('Redis: share of its one core', ({ redisCores }) => `${count(redisCores * fullAt * 100)} %`),
        row('Redis: MB in an outage', ({ redisMegabytes }) => count(redisMegabytes)),
        row('breaks first', ({ limits: [first] }) => `${first?.part}, at ${count(first?.headroom ?? 0)} × this`),
      ],
    ),
    'What breaks when, for the last of them, and the next step:',
    markdownTable(
      ['', 'at', 'next step'],
      (plans.at(-1)?.limits ?? []).map(({ part, headroom, nextStep }) => [part, `${count(headroom)} ×`, nextStep]),
    ),
    'Whether turns wait for a place, simulated (arrivals by chance, answers of the model log-normal around 3 s):',
    simulationTable(),
  ].join('\n\n');
}

const describeCosts = (costs: Costs): string =>
  `Measured costs of a message with its answer: ${costs.gatewayMs.toFixed(2)} ms of CPU in the gateway, ${costs.processorMs.toFixed(2)} in the processor, ${costs.postgresMs.toFixed(2)} in Postgres, ` +
  `${costs.redisMs.toFixed(2)} in Redis; of a status ${costs.statusGatewayMs.toFixed(2)} in the gateway and ${costs.statusPostgresMs.toFixed(2)} in Postgres; ` +
  `${(costs.storedBytes / 1_000).toFixed(1)} kB kept in Postgres; ${(costs.waitingBytes / 1_000).toFixed(1)} kB in Redis while a conversation waits.`;

function simulationTable(): string {
  const modelSeconds = 3;
  const rows = [2, 8].flatMap((processors) =>
    [fullAt, 0.8, 0.95, 0.99].map((share) => {
      const places = processors * turnConcurrency;
      const arrivalsPerSecond = (places * share) / modelSeconds;
      const { underWay, waitP50Seconds, waitP95Seconds } = simulateTurns({
        arrivalsPerSecond,
        places,
        serviceSeconds: modelSeconds,
        turns: 100_000,
        seed: 1,
      });
      return [
        `${processors}`,
        arrivalsPerSecond.toFixed(1),
        `${Math.round(share * 100)} %`,
        (arrivalsPerSecond * modelSeconds).toFixed(0),
        underWay.toFixed(0),
        waitP50Seconds.toFixed(2),
        waitP95Seconds.toFixed(2),
      ];
    }),
  );
  return markdownTable(
    ['processors', 'turns/s', 'places taken', 'under way, by Little', 'under way, simulated', 'wait p50 s', 'wait p95 s'],
    rows,
  );
}
