import type { ChannelCredentials, ReadReceipt } from '../provider.ts';
import { callGraph } from './call-graph.ts';
import type { CloudApi } from './cloud-api.ts';

/** Meta, "Mark messages as read" and "Typing indicators": typing implies read, and needs an inbound message id. */
export const markRead = async (
  api: CloudApi,
  { from, providerMessageId, isTyping }: ReadReceipt,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<void> => {
  await callGraph({
    method: 'POST',
    url: api.messagesUrl(from.phoneNumberId),
    headers: { ...api.authorisation(credentials), 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: providerMessageId,
      ...(isTyping ? { typing_indicator: { type: 'text' } } : {}),
    }),
    timeoutMs: api.limits.timeoutMs,
    signal,
  });
};
