import { createHmac } from 'node:crypto';

/** A webhook as Meta sends it. */
export interface Webhook {
  readonly body: string;
  readonly signature: string;
}

/** One text of one end user to one number, as it stands in a webhook. */
export interface WrittenText {
  readonly phoneNumberId: string;
  /** Digits, as in `wa_id`. */
  readonly phone: string;
  readonly wamid: string;
  readonly text: string;
}

export const sign = (body: string, appSecret: string): Webhook => ({
  body,
  signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
});

/** The webhook of texts to one number, about 850 bytes with one: what Meta's documentation shows, with a BSUID beside the phone. */
export function textWebhook(texts: readonly [WrittenText, ...WrittenText[]]): string {
  const seconds = Math.floor(Date.now() / 1_000);
  const writers = new Map(texts.map(({ phone }) => [phone, `{"profile":{"name":"Ana Lima"},"wa_id":"${phone}","user_id":"FR.${phone}"}`]));
  const messages = texts.map(
    ({ phone, wamid, text }) =>
      `{"from":"${phone}","from_user_id":"FR.${phone}","id":"${wamid}","timestamp":"${seconds}","text":{"body":${JSON.stringify(text)}},"type":"text"}`,
  );
  return envelope(texts[0].phoneNumberId, `"contacts":[${[...writers.values()].join(',')}],"messages":[${messages.join(',')}]`);
}

/** The webhook of one delivery status of one of our bubbles. */
export function statusWebhook(phoneNumberId: string, phone: string, wamid: string, status: 'delivered' | 'read'): string {
  const seconds = Math.floor(Date.now() / 1_000);
  return envelope(
    phoneNumberId,
    `"statuses":[{"id":"${wamid}","status":"${status}","timestamp":"${seconds}","recipient_id":"${phone}","recipient_user_id":"FR.${phone}",` +
      `"pricing":{"billable":false,"pricing_model":"PMP","category":"service","type":"free_customer_service"}}]`,
  );
}

const envelope = (phoneNumberId: string, content: string): string =>
  `{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp",` +
  `"metadata":{"display_phone_number":"33100000000","phone_number_id":"${phoneNumberId}"},${content}},"field":"messages"}]}]}`;
