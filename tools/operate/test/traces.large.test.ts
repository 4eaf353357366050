import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { createOperator, createPhone, eventually, openBusiness, openLibrary } from '@sylion/acceptance';
import { startStack, type Stack } from '@sylion/launch/stack';

import { startTraceCollector, type Span, type TraceCollector } from './trace-collector.ts';

/** What a person says, who they are, and the two secrets by which others speak for a tenant. */
const said = 'canari-bouton-d-or';
const phoneNumber = '+33639912345';
const document = 'canari-coquelicot';

let folder: string;
let collector: TraceCollector;
let stack: Stack;
let secrets: string[];
let ids: { tenantId: string; conversationId: string };
beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-traces-'));
  await fs.chmod(folder, 0o755);
  collector = await startTraceCollector();
  stack = await startStack({
    home: folder,
    log: () => undefined,
    environment: {
      PATH: process.env.PATH,
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  });
  if (!stack.emulators) throw new Error('the emulators are missing');
  const operator = createOperator(stack, stack.emulators);
  const business = await openBusiness(operator, 'Be brief.');
  const { secret } = await business.admin.post('/v1/api-keys', { body: { name: 'canary', role: 'owner' } });
  const admin = operator.adminOf(secret);
  const library = await openLibrary(business);
  await library.add(`${document}.md`, `# ${document}\n\nNous livrons à Lyon pour 5 €.`);
  const phone = createPhone(operator, business, phoneNumber);
  await phone.says(`${said} : vous livrez à Lyon ?`);
  await phone.receives(1, 60_000);
  const { items } = await admin.get('/v1/conversations');
  ids = { tenantId: business.tenantId, conversationId: items[0]?.id ?? '' };
  const channelToken = `token-shop-${process.pid}`; // as openBusiness makes it
  secrets = [said, phoneNumber.slice(1), document, secret, channelToken];
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await collector.close();
  await fs.rm(folder, { recursive: true, force: true });
}, 60_000);

const traceOf = (name: string): Span[] => {
  const root = collector.spans.find((span) => span.name === name && span.attributes['sylion.conversation_id'] === ids.conversationId);
  return collector.spans.filter(({ traceId }) => traceId === root?.traceId);
};
const names = (spans: readonly Span[]): string[] => [...new Set(spans.map(({ app, name }) => `${app}: ${name}`))].sort();

it('one trace leads from the webhook over the queues and the model to the delivered tick', async () => {
  const trace = await eventually('the tick is in the trace', async () => {
    const spans = traceOf('status delivered');
    return spans.some(({ name }) => name === 'POST webhook') ? spans : undefined;
  });
  expect(names(trace)).toEqual(
    expect.arrayContaining([
      'gateway: POST webhook',
      'processor-worker: consume incoming_messages',
      'processor-worker: claim-turn',
      'processor-worker: gather-context',
      'processor-worker: check-quota',
      'processor-worker: retrieve-knowledge',
      'processor-worker: generate-reply',
      'processor-worker: model generate',
      'gateway: consume outgoing_messages',
      'gateway: send',
      'gateway: status delivered',
    ]),
  );
  const ancestorsOf = (span: Span | undefined): string[] =>
    span ? [span.name, ...ancestorsOf(trace.find(({ spanId }) => spanId === span.parentSpanId))] : [];
  expect(ancestorsOf(trace.find(({ name }) => name === 'status delivered'))).toEqual([
    'status delivered',
    'send',
    'consume outgoing_messages',
    'consume incoming_messages',
    'POST webhook',
  ]);
  for (const name of ['POST webhook', 'consume incoming_messages', 'consume outgoing_messages', 'send', 'status delivered'])
    expect(trace.find((span) => span.name === name)?.attributes).toMatchObject({
      'sylion.tenant_id': ids.tenantId,
      'sylion.conversation_id': ids.conversationId,
    });
}, 60_000);

it('spans and log lines of a turn carry ids, and neither what was said, nor by whom, nor a secret', async () => {
  const traceId = traceOf('POST webhook')[0]?.traceId ?? 'none';
  const logFolder = path.join(folder, 'logs');
  const logs = (await fs.readdir(logFolder)).filter((name) => !name.startsWith('emulators'));
  expect(logs).toHaveLength(4);
  const texts = await Promise.all(logs.map((name) => fs.readFile(path.join(logFolder, name), 'utf8')));
  for (const text of texts)
    expect(
      text
        .trim()
        .split('\n')
        .every((line) => line.startsWith('{')),
    ).toBe(true);
  expect(texts.join('')).toContain('"level":"debug"'); // or there was little to see
  expect(texts.join('')).toContain(`"traceId":"${traceId}"`);
  for (const secret of secrets)
    expect([...texts, ...collector.bodies].filter((text) => text.includes(secret)).map((text) => text.slice(0, 200))).toEqual([]);
});
