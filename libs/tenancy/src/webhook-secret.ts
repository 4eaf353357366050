import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** Makes the secret of a webhook endpoint: 256 random bits, written as Standard Webhooks has them. */
export const makeWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** What is signed: the message's id, the time of the try in seconds since 1970, and the body as it is sent. */
export interface SignedWebhook {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The `webhook-signature` of a message (Standard Webhooks 1.0, symmetric): one signature per secret that is valid now, so that a
 * receiver may know the old one or the new one.
 */
export const signWebhook = (secrets: readonly string[], { id, timestamp, body }: SignedWebhook): string =>
  secrets
    .map((secret) => Buffer.from(secret.slice(prefix.length), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ');
