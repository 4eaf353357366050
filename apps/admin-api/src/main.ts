import { runProcess } from '@sylion/runtime';

import { startAdminApi } from './admin-api.ts';
import { readConfig } from './config.ts';

await runProcess(readConfig, startAdminApi);
