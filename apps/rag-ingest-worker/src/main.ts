import { runProcess } from '@sylion/runtime';

import { readConfig } from './config.ts';
import { startRagIngestWorker } from './rag-ingest-worker.ts';

await runProcess(readConfig, startRagIngestWorker);
