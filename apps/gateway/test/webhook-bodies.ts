import { createHmac, randomUUID } from 'node:crypto';

/** How a person appears in a webhook: phones are digits, as in `wa_id`. */
export interface Writer {
  readonly phone?: string;
  readonly bsuid?: string;
  readonly username?: string;
  readonly name?: string;
}

export const appSecret = 'platform-app-secret';
export const verifyToken = 'platform-verify-token';

export const newWamid = (): string => `wamid.${randomUUID()}`;
export const nowSeconds = (): string => String(Math.floor(Date.now() / 1_000));

/** One of `messages[]`, a text unless `fields` say otherwise. */
export const textFrom = (writer: Writer, text: string, fields: object = {}): Record<string, unknown> => ({
  ...(writer.phone === undefined ? {} : { from: writer.phone }),
  ...(writer.bsuid === undefined ? {} : { from_user_id: writer.bsuid }),
  id: newWamid(),
  timestamp: nowSeconds(),
  type: 'text',
  text: { body: text },
  ...fields,
});

export const contactOf = ({ phone, bsuid, username, name }: Writer): object => ({
  profile: { name: name ?? 'Ana', ...(username === undefined ? {} : { username }) },
  ...(phone === undefined ? {} : { wa_id: phone }),
  ...(bsuid === undefined ? {} : { user_id: bsuid }),
});

export const statusOf = (wamid: string, status: string, fields: object = {}): object => ({
  id: wamid,
  status,
  timestamp: nowSeconds(),
  recipient_id: '33612345678',
  ...fields,
});

/** One `entry[].changes[]` of a number. */
export const changeOf = (phoneNumberId: string, value: object, field = 'messages'): object => ({
  field,
  value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId, display_phone_number: '33100000000' }, ...value },
});

export const envelope = (...changes: object[]): string =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '5001', changes }] });

/** A webhook of messages that one person wrote. */
export const messagesOf = (phoneNumberId: string, writer: Writer, messages: readonly object[]): string =>
  envelope(changeOf(phoneNumberId, { contacts: [contactOf(writer)], messages }));

export const signatureOf = (body: string | Buffer, secret = appSecret): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
