import { jobEnds } from '@sylion/queues';
import type { Metrics } from '@sylion/runtime';
import { documentStageSchema } from '@sylion/schemas';

/** What this app counts, each spelled here only. */
export function createIngestMetrics(metrics: Metrics) {
  const jobs = metrics.counter('rag_ingest_jobs_total', 'Runs of jobs by end', { outcome: jobEnds });
  const stages = metrics.histogram(
    'rag_ingest_stage_seconds',
    'Time of each step of ingestion',
    { stage: documentStageSchema.options },
    stageBuckets,
  );
  return {
    job: (outcome: string) => jobs.inc({ outcome }),
    stage: (stage: string, seconds: number) => stages.observe({ stage }, seconds),
  };
}

const stageBuckets = [0.01, 0.05, 0.25, 1, 5, 20, 60, 300];
