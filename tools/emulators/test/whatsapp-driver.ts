import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startWhatsAppEmulator, type WhatsAppEmulatorOptions } from '../src/whatsapp/start-whatsapp-emulator.ts';

export const paris = { phoneNumberId: '1001', displayPhoneNumber: '+33 1 23 45 67 89', wabaId: '5001', verifiedName: 'Boulangerie' };
export const appSecret = 'test-app-secret';
export const ana = '33612345678';

export interface Webhook {
  raw: Buffer;
  signature: string;
  value: Value;
}
/** What the emulator answers, as far as tests look at it: each route gives some of these. */
interface AnswerBody {
  error: { code: number; error_subcode?: number };
  contacts: { input: string; wa_id?: string; user_id?: string }[];
  messages: [{ id: string }];
  id: string;
  url: string;
  entries: Entry[];
  deliveries: { state: string; attempts: { status?: number }[] }[];
}
interface Entry {
  kind: string;
  wamid: string;
  text: string;
  answer: string;
  code: number;
  statuses: { status: string }[];
}
interface ControlBody {
  id: string;
  ids: string[];
  error: string;
}
interface Value {
  metadata: { phone_number_id: string };
  contacts?: Record<string, unknown>[];
  messages?: Record<string, unknown>[];
  statuses?: (Record<string, unknown> & { id: string; status: string })[];
}

/** An emulator with one number, a webhook receiver, and short ways to speak with both. */
export async function startDriver(options: Partial<WhatsAppEmulatorOptions> = {}) {
  const webhooks: Webhook[] = [];
  const answers: number[] = [];
  const receiver = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts);
      webhooks.push({
        raw,
        signature: String(request.headers['x-hub-signature-256']),
        value: JSON.parse(raw.toString()).entry[0].changes[0].value,
      });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/whatsapp`;
  const emulator = await startWhatsAppEmulator({ appSecret, webhookUrl, numbers: [paris], timings: { redeliveryBaseMs: 10 }, ...options });

  const call = async (method: string, path: string, body?: unknown, token = 'token') => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as AnswerBody };
  };
  const control = async (action: string, body: object = {}): Promise<ControlBody> => {
    const { body: answer } = await call('POST', '/_control', { action, ...body });
    return answer as unknown as ControlBody;
  };
  const receive = async (body: object): Promise<string> =>
    (await control('receive', { phoneNumberId: paris.phoneNumberId, from: { phone: ana, name: 'Ana' }, ...body })).id;
  return {
    url: emulator.url,
    webhooks,
    /** HTTP statuses of the receiver's next answers; 200 afterwards. */
    answers,
    call,
    control,
    receive,
    send: (body: object) =>
      call('POST', `/v26.0/${paris.phoneNumberId}/messages`, { messaging_product: 'whatsapp', to: `+${ana}`, ...body }),
    sendText: (text: string, more: object = {}) =>
      call('POST', `/v26.0/${paris.phoneNumberId}/messages`, {
        messaging_product: 'whatsapp',
        to: `+${ana}`,
        type: 'text',
        text: { body: text },
        ...more,
      }),
    log: async (query = '') => (await call('GET', `/_log?${query}`)).body.entries,
    statusesOf: (wamid: string) =>
      webhooks
        .flatMap(({ value }) => value.statuses ?? [])
        .filter(({ id }) => id === wamid)
        .map(({ status }) => status),
    stop: async () => {
      await emulator.stop();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}
export type Driver = Awaited<ReturnType<typeof startDriver>>;

/** Waits until the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 5_000): Promise<void> {
  const endsAt = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > endsAt) throw new Error(`not true within ${timeoutMs} ms: ${String(condition)}`);
    await pause(5);
  }
}
