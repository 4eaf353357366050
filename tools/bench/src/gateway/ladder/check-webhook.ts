import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { z } from 'zod';

import { readBody } from '../../load/read-body.ts';

const schema = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          value: z.object({
            metadata: z.object({ phone_number_id: z.string() }),
            messages: z.array(z.object({ id: z.string(), from: z.string(), timestamp: z.string(), text: z.object({ body: z.string() }) })),
          }),
        }),
      ),
    }),
  ),
});

export interface CheckedMessage {
  readonly phoneNumberId: string;
  readonly from: string;
  readonly wamid: string;
  readonly text: string;
}

/** What any gateway has to do with a webhook of texts before it can keep it; undefined when somebody else signed it. */
export async function checkWebhook(request: IncomingMessage, appSecret: string): Promise<CheckedMessage[] | undefined> {
  const body = await readBody(request);
  const expected = Buffer.from(`sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
  const given = Buffer.from(String(request.headers['x-hub-signature-256']));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return schema
    .parse(JSON.parse(body.toString('utf8')))
    .entry.flatMap(({ changes }) =>
      changes.flatMap(({ value: { metadata, messages } }) =>
        messages.map(({ id, from, text }) => ({ phoneNumberId: metadata.phone_number_id, from, wamid: id, text: text.body })),
      ),
    );
}
