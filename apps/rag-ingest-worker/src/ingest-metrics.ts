import type { Metrics } from '@sylion/runtime';

/** What this app counts, each spelled here only. */
export function createIngestMetrics(metrics: Metrics) {
  const jobs = metrics.counter('rag_ingest_jobs_total', 'Jobs by outcome', ['outcome']);
  const stages = metrics.histogram('rag_ingest_stage_seconds', 'Time of each step of ingestion', ['stage'], stageBuckets);
  return {
    job: (outcome: string) => jobs.inc({ outcome }),
    stage: (stage: string, seconds: number) => stages.observe({ stage }, seconds),
  };
}

const stageBuckets = [0.01, 0.05, 0.25, 1, 5, 20, 60, 300];
