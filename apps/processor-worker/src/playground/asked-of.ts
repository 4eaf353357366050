import type { ClaimedRun, InboxMessage } from '@sylion/database';
import { newId } from '@sylion/schemas';

import { localeOf } from '../turn/locale-of.ts';
import type { Asked } from '../turn/turn.ts';

/** A run as a turn that somebody began who was told nothing yet. */
export function askedOf(tenantId: string, { id, assistantId, request, tenantName, now }: ClaimedRun): Asked {
  const { messages, settings } = request;
  const unanswered = messages.map((text, index): InboxMessage => ({
    id: newId(),
    seq: request.history.length + index + 1,
    content: { kind: 'text', text },
    providerMessageId: null,
    receivedAt: now,
    writtenAt: now,
    media: null,
  }));
  return {
    tenantId,
    turnId: id,
    assistantId,
    channelId: null,
    settings,
    locale: localeOf(settings, { unanswered, endUserLocale: null }),
    inbox: {
      now,
      tenantName,
      displayName: null,
      unanswered,
      optedOutAt: null,
      welcomedAt: null,
      closedNotifiedAt: null,
      overQuotaNotifiedAt: null,
      unknownCount: 0,
      apologisedAt: null,
      lastInboundAt: now,
    },
  };
}
