import type { ChannelCredentials, InboundReference } from '../provider.ts';
import { callGraph } from './call-graph.ts';
import type { CloudApi } from './cloud-api.ts';

/** Meta, "Typing indicators": typing implies read, and needs an inbound message id. */
export const markReadAndTyping = async (api: CloudApi, { from, providerMessageId }: InboundReference, credentials: ChannelCredentials, signal: AbortSignal): Promise<void> => {
  await callGraph({
    method: 'POST',
    url: api.messagesUrl(from.phoneNumberId),
    headers: { ...api.authorisation(credentials), 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', status: 'read', message_id: providerMessageId, typing_indicator: { type: 'text' } }),
    timeoutMs: api.limits.timeoutMs,
    signal,
  });
};
