/** The running product as an outsider meets it: for tools that play stories of their own. */
export { openBusiness, type Business, type Operator } from './business.ts';
export { eventually } from './eventually.ts';
export { createHttpClient, type HttpClient } from './http-client.ts';
export { wipeRedis } from './wipe-redis.ts';
