import type { Dashboard } from './dashboard.ts';
import { quantile, rate, share } from './promql.ts';

/** Documents on their way in, and what is found in them. */
export const knowledge: Dashboard = {
  name: 'knowledge',
  title: 'knowledge and media',
  rows: [
    {
      title: 'Retrieval',
      panels: [
        {
          title: 'Searches by what they found',
          unit: 'ops',
          description: 'Empty is an answer, too; failed is not.',
          queries: [[rate('processor_retrievals_total', 'outcome'), '{{outcome}}']],
        },
        {
          title: 'Empty',
          unit: 'percentunit',
          description: 'The share of questions that the documents do not answer.',
          queries: [[share('processor_retrievals_total{outcome="empty"}', 'processor_retrievals_total'), 'empty']],
        },
        {
          title: 'Time',
          unit: 's',
          description: 'Of the step, with the embedding of the question.',
          queries: [
            [`histogram_quantile(0.95, sum by (le) (rate(processor_step_seconds_bucket{step="retrieve-knowledge"}[5m])))`, 'p95'],
            [`histogram_quantile(0.5, sum by (le) (rate(processor_step_seconds_bucket{step="retrieve-knowledge"}[5m])))`, 'p50'],
          ],
        },
        {
          title: 'Failed legs',
          unit: 'ops',
          description: 'While the other leg answered alone.',
          queries: [[rate('processor_retrieval_failed_legs_total', 'leg'), '{{leg}}']],
        },
        {
          title: 'Playground',
          unit: 'ops',
          description: 'Runs by outcome.',
          queries: [[rate('processor_playground_runs_total', 'outcome') + ' > 0', '{{outcome}}']],
        },
      ],
    },
    {
      title: 'Ingestion',
      panels: [
        {
          title: 'Jobs by end',
          unit: 'ops',
          description: 'Again: a slice of a long document.',
          queries: [[rate('rag_ingest_jobs_total', 'outcome'), '{{outcome}}']],
        },
        {
          title: 'Stages',
          unit: 's',
          description: 'The 95th percentile of each.',
          queries: [[quantile(0.95, 'rag_ingest_stage_seconds', 'stage'), '{{stage}}']],
        },
        {
          title: 'Standstill',
          unit: 's',
          description: 'Of the unfinished document that moved least.',
          queries: [['max(document_standstill_seconds)', 'standstill']],
        },
      ],
    },
    {
      title: 'Media of messages',
      panels: [
        {
          title: 'Fetches',
          unit: 'ops',
          description: 'By how they ended.',
          queries: [[rate('gateway_media_fetches_total', 'outcome'), '{{outcome}}']],
        },
      ],
    },
  ],
};
