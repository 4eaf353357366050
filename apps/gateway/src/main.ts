import { runProcess } from '@sylion/runtime';

import { readConfig } from './config.ts';
import { startGateway } from './gateway.ts';

await runProcess(readConfig, startGateway);
