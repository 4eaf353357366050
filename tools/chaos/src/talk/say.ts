import type { HttpClient } from '@sylion/acceptance';

import type { Chat } from './chat.ts';

/** The end user of a chat sends these texts, in one webhook. */
export const say = (whatsapp: HttpClient, { business, phone }: Chat, ...texts: readonly string[]): Promise<unknown> =>
  whatsapp.send('POST', '/_control', {
    action: 'receive-batch',
    messages: texts.map((text) => ({
      phoneNumberId: business.phoneNumberId,
      from: { phone, name: `Camille ${phone.slice(-3)}` },
      type: 'text',
      text,
    })),
  });
