import { runProcess } from '@sylion/runtime';

import { readConfig } from './config.ts';
import { startProcessor } from './processor.ts';

await runProcess(readConfig, startProcessor);
