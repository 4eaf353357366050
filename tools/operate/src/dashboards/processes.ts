import type { Dashboard } from './dashboard.ts';
import { quantile, rate } from './promql.ts';

/** What the processes use and what they wait for; the Admin API and the chores that it does. */
export const processes: Dashboard = {
  name: 'processes',
  title: 'processes and Admin API',
  rows: [
    {
      title: 'Use and saturation',
      panels: [
        {
          title: 'CPU',
          unit: 'percentunit',
          description: 'Of one core.',
          queries: [['sum by (job, instance) (rate(process_cpu_seconds_total[5m]))', '{{job}} {{instance}}']],
        },
        {
          title: 'Event loop, late by',
          unit: 's',
          description: 'The 99th percentile stays below 0.1 s.',
          queries: [['max by (job, instance) (nodejs_eventloop_lag_p99_seconds)', '{{job}} {{instance}}']],
        },
        {
          title: 'Heap',
          unit: 'short',
          description: 'Bytes in use.',
          queries: [['sum by (job, instance) (nodejs_heap_size_used_bytes)', '{{job}} {{instance}}']],
        },
        {
          title: 'Connections to Postgres',
          unit: 'short',
          description: 'In use against the limit.',
          queries: [
            ['sum by (job, state) (postgres_pool_connections)', '{{job}} {{state}}'],
            ['sum by (job) (postgres_pool_connections_limit)', '{{job}} limit'],
          ],
        },
        {
          title: 'Waiting for a connection',
          unit: 'short',
          description: 'Nobody.',
          queries: [['sum by (job) (postgres_pool_waiting)', '{{job}}']],
        },
        {
          title: 'Refused statements',
          unit: 'ops',
          description: 'None: each is a bug that row-level security caught.',
          queries: [[rate('postgres_refused_statements_total', 'job'), '{{job}}']],
        },
        {
          title: 'Jobs of the gateway',
          unit: 'ops',
          description: 'By queue and end.',
          queries: [[rate('gateway_jobs_total', 'queue, outcome') + ' > 0', '{{queue}} {{outcome}}']],
        },
        {
          title: 'Jobs of the processor',
          unit: 'ops',
          description: 'By queue and end.',
          queries: [[rate('processor_jobs_total', 'queue, outcome') + ' > 0', '{{queue}} {{outcome}}']],
        },
      ],
    },
    {
      title: 'Admin API',
      panels: [
        {
          title: 'Requests',
          unit: 'ops',
          description: 'By status.',
          queries: [[rate('admin_api_requests_total', 'status'), '{{status}}']],
        },
        {
          title: 'Time',
          unit: 's',
          description: 'The slowest routes.',
          queries: [[`topk(8, ${quantile(0.95, 'admin_api_request_seconds', 'route')})`, '{{route}}']],
        },
        {
          title: 'Rate limits',
          unit: 'ops',
          description: 'Refused, and let through because Redis did not answer.',
          queries: [
            [rate('admin_api_rate_limited_total', 'budget'), '{{budget}}'],
            [rate('admin_api_uncounted_total'), 'uncounted'],
          ],
        },
        {
          title: 'Webhooks to tenants',
          unit: 'ops',
          description: 'Tries by how they ended.',
          queries: [[rate('webhook_delivery_seconds_count', 'outcome'), '{{outcome}}']],
        },
        {
          title: 'Erasure and retention, late by',
          unit: 's',
          description: 'An erasure is done within an hour.',
          queries: [
            ['max(admin_api_oldest_erasure_seconds)', 'erasure'],
            ['max(admin_api_retention_overdue_seconds)', 'retention'],
          ],
        },
        {
          title: 'Removed by retention',
          unit: 'ops',
          description: 'By kind.',
          queries: [[rate('admin_api_retention_removed_total', 'kind'), '{{kind}}']],
        },
      ],
    },
  ],
};
