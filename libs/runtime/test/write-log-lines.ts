import { createLogger } from '../src/index.ts';

/** Run as a process of its own by logger.test.ts: writes what must never be seen wherever a careless line could carry it. */
const [text = '', phone = '', token = ''] = process.argv.slice(2);
const logger = createLogger({ app: 'test', level: 'debug' });

logger.info({ tenantId: 'tenant-1', text, phone, accessToken: token }, 'top level');
logger.info({ message: { id: 'message-1', text, content: { kind: 'text', text }, bsuid: phone, raw: { body: text } } }, 'nested');
logger.info(
  { channel: { credentials: { accessToken: token }, apiKey: token, authToken: token, secret: token }, headers: { authorization: token } },
  'credentials',
);
logger.info({ job: { conversation: { endUser: { phone, displayName: text } } } }, 'deeper');
logger.info({ list: [{ text, phone }, { items: [{ text }] }] }, 'lists');
logger.child({ phone, text, requestId: 'request-1' }).warn({ username: phone }, 'child');

const driverError = Object.assign(new Error('duplicate key value violates unique constraint "k"'), {
  code: '23505',
  detail: `Key (value)=(${phone}) already exists.`,
  parameters: [text, token],
  where: text,
  response: { body: text },
  config: { headers: { Authorization: token } },
});
logger.error({ error: driverError }, 'driver error');
logger.error({ error: new Error('outer', { cause: driverError }) }, 'cause');
logger.error({ err: driverError }, 'err');
logger.error(driverError, 'bare error');
logger.error({ reason: driverError }, 'an error under another name');
logger.error({ error: new AggregateError([driverError], 'several') }, 'several errors');
logger.error({ error: { text, parameters: [token] } }, 'thrown object');
logger.debug({ payload: { text }, text: { nested: text } }, 'payload');
