import { jobEnds } from '@sylion/queues';
import type { Metrics } from '@sylion/runtime';
import { documentStageSchema } from '@sylion/schemas';

/** What a model is paid for: what it was asked and answered when it read a scan, and passages that it embedded. */
const tokenKinds = ['prompt', 'output', 'embedding'] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** What this app counts, each spelled here only. */
export function createIngestMetrics(metrics: Metrics) {
  const jobs = metrics.counter('rag_ingest_jobs_total', 'Runs of jobs by end', { outcome: jobEnds });
  const stages = metrics.histogram(
    'rag_ingest_stage_seconds',
    'Time of each step of ingestion',
    { stage: documentStageSchema.options },
    stageBuckets,
  );
  const tokens = metrics.counter('rag_ingest_model_tokens_total', 'Tokens of documents as the model’s provider counted them, by model', {
    model: [],
    kind: tokenKinds,
  });
  return {
    job: (outcome: string) => jobs.inc({ outcome }),
    stage: (stage: string, seconds: number) => stages.observe({ stage }, seconds),
    tokens: (model: string, kind: TokenKind, count: number) => tokens.inc({ model, kind }, count),
  };
}

const stageBuckets = [0.01, 0.05, 0.25, 1, 5, 20, 60, 300];
