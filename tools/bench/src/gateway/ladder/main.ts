import http from 'node:http';

import { rungs, type RungName } from './rungs.ts';

/** One rung as a process of its own. Environment: RUNG, PORT, APP_SECRET, REDIS_URL. */
const { RUNG = 'bare', PORT, APP_SECRET = '', REDIS_URL = '' } = process.env;
const listener = rungs[RUNG as RungName]({ appSecret: APP_SECRET, redisUrl: REDIS_URL });
http.createServer(listener).listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
