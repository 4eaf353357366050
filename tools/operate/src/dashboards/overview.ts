import type { Dashboard } from './dashboard.ts';
import { quantile, rate, share } from './promql.ts';

/** The first look: do people get answers, and which hop is broken when they do not. */
export const overview: Dashboard = {
  name: 'overview',
  title: 'overview',
  rows: [
    {
      title: 'Do people get answers?',
      panels: [
        {
          title: 'Oldest unanswered message',
          unit: 's',
          description: 'The one number. It stays below a minute.',
          queries: [['max(unanswered_age_seconds)', 'unanswered']],
        },
        {
          title: 'Oldest bubble that has not left',
          unit: 's',
          description: 'Replies that are committed and wait, on channels that send.',
          queries: [['max(unsent_age_seconds)', 'unsent']],
        },
        {
          title: 'Turns by outcome',
          unit: 'ops',
          description: 'Mostly answered.',
          queries: [[rate('processor_turns_total', 'outcome') + ' > 0', '{{outcome}}']],
        },
      ],
    },
    {
      title: 'Which hop is broken?',
      panels: [
        { title: 'Processes', unit: 'short', description: 'How many of each app answer.', queries: [['sum by (job) (up)', '{{job}}']] },
        {
          title: 'Postgres and Redis',
          unit: 'short',
          description: '1 for all.',
          queries: [['min by (job, dependency) (dependency_up)', '{{job}} → {{dependency}}']],
        },
        {
          title: 'Questions to the model',
          unit: 'ops',
          description: 'By how they ended.',
          queries: [[rate('processor_model_calls_total', 'end'), '{{end}}']],
        },
        {
          title: 'Webhooks',
          unit: 'ops',
          description: 'By outcome.',
          queries: [[rate('gateway_webhooks_total', 'outcome') + ' > 0', '{{outcome}}']],
        },
        {
          title: 'Sends',
          unit: 'ops',
          description: 'By what the provider said.',
          queries: [[rate('gateway_sends_total', 'outcome') + ' > 0', '{{outcome}}']],
        },
        {
          title: 'Channels',
          unit: 'short',
          description: 'None needs a new token.',
          queries: [['max by (status) (channels)', '{{status}}']],
        },
      ],
    },
    {
      title: 'Queues',
      panels: [
        {
          title: 'Jobs',
          unit: 'short',
          description: 'Waiting, delayed on purpose, and under way.',
          queries: [['max by (queue, state) (queue_jobs) > 0', '{{queue}} {{state}}']],
        },
        {
          title: 'Oldest waiting job',
          unit: 's',
          description: 'Below a few seconds.',
          queries: [['max by (queue) (queue_oldest_waiting_seconds)', '{{queue}}']],
        },
        { title: 'Dead letters', unit: 'short', description: 'None.', queries: [['max by (queue) (queue_dead_letters)', '{{queue}}']] },
      ],
    },
    {
      title: 'Tenants and money',
      panels: [
        {
          title: 'Over quota',
          unit: 'percentunit',
          description: 'The share of turns that a quota refused.',
          queries: [[share('processor_turns_total{outcome="over_quota"}', 'processor_turns_total'), 'over quota']],
        },
        {
          title: 'Tokens by model',
          unit: 'ops',
          description: 'Per second, as the ledger has them.',
          queries: [
            [rate('processor_model_tokens_total', 'model, kind'), 'answers: {{model}} {{kind}}'],
            [rate('rag_ingest_model_tokens_total', 'model, kind'), 'documents: {{model}} {{kind}}'],
          ],
        },
        {
          title: 'Cost per day at this rate (example prices)',
          unit: 'currencyUSD',
          description: 'The prices in docker/monitoring/prices.yaml are examples until you put in your own: docs/monitoring.md, Prices.',
          queries: [['86400 * sum by (model) (model:cost_dollars:rate1h)', '{{model}}']],
        },
      ],
    },
    {
      title: 'How long it takes',
      panels: [
        {
          title: 'Acknowledgement of a webhook',
          unit: 's',
          description: 'The 99th percentile stays below a second.',
          queries: [
            [quantile(0.99, 'gateway_webhook_ack_seconds'), 'p99'],
            [quantile(0.5, 'gateway_webhook_ack_seconds'), 'p50'],
          ],
        },
        {
          title: 'Steps of a turn',
          unit: 's',
          description: 'The 95th percentile of each.',
          queries: [[quantile(0.95, 'processor_step_seconds', 'step'), '{{step}}']],
        },
        {
          title: 'Sends',
          unit: 's',
          description: 'At the provider, by outcome.',
          queries: [[quantile(0.95, 'gateway_send_seconds', 'outcome'), '{{outcome}}']],
        },
      ],
    },
  ],
};
