/** The running product as an outsider meets it: for tools that play stories of their own. */
export { openBusiness, type Business } from './business.ts';
export { eventually } from './eventually.ts';
export { createHttpClient, type HttpClient } from './http-client.ts';
export { openLibrary, type Library } from './library.ts';
export { createPhone, type Bubble, type Phone } from './phone.ts';
export { createOperator, type Operator } from './operator.ts';
export { wipeRedis } from './wipe-redis.ts';
