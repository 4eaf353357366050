import type { ChannelRoute, DeliveryStatus, InboundMessage, ProviderEventRecord } from '@sylion/database';
import { newId, type MediaReference, type MessageContent } from '@sylion/schemas';

import type { Disposition, MessageEvent, Person, StatusEvent } from '../providers/provider-event.ts';

/** The row of one inbound message. Whoever cannot be named cannot be answered, so such an event has no row (see `isStorable`). */
export function toInboundMessage(event: MessageEvent, route: ChannelRoute): InboundMessage {
  const state = initialState(event.disposition);
  const media = state.state === 'received' ? mediaOf(event.content) : null;
  return {
    tenantId: route.tenantId,
    channelId: route.channelId,
    scope: route.identityScope,
    id: newId(),
    endUserId: newId(),
    conversationId: newId(),
    mediaId: media ? newId() : null,
    providerMessageId: event.providerMessageId,
    kind: event.content.kind,
    content: event.content,
    raw: event.raw ?? null,
    replyTo: event.replyTo ?? null,
    sentAt: event.sentAt.toISOString(),
    ...identitiesOf(event.from),
    displayName: event.from.displayName ?? null,
    ...state,
    opensWindow: opensServiceWindow(event.disposition),
    media,
    needsPlan: event.identityChange !== undefined,
    identityChange: event.identityChange,
    isResolved: false,
  };
}

export function toDeliveryStatus(event: StatusEvent, route: ChannelRoute): DeliveryStatus {
  return {
    tenantId: route.tenantId,
    channelId: route.channelId,
    providerMessageId: event.providerMessageId,
    messageId: event.messageId ?? null,
    status: event.status,
    at: event.at.toISOString(),
    error: event.error ? { code: event.error.code } : null,
    pricing: event.pricing ? { ...event.pricing } : null,
  };
}

export function toProviderEvent(route: ChannelRoute, field: string, reason: string, payload: unknown): ProviderEventRecord {
  return { tenantId: route.tenantId, id: newId(), channelId: route.channelId, field, outcome: 'ignored', reason, payload: payload ?? null };
}

/** Only a message whose writer has a strong identity belongs to an end user. */
export const isStorable = (event: MessageEvent): boolean =>
  event.from.bsuid !== undefined || event.from.phone !== undefined || event.identityChange !== undefined;

export const identitiesOf = (person: Person) => ({
  bsuid: person.bsuid ?? null,
  parentBsuid: person.parentBsuid ?? null,
  phone: person.phone ?? null,
  username: person.username ?? null,
});

/** A message that we cannot read still has a person behind it who waits: the turn tells them so. */
function initialState(disposition: Disposition): Pick<InboundMessage, 'state' | 'stateReason'> {
  if (disposition.answerable || disposition.reason === 'unsupported_type' || disposition.reason === 'missing_content')
    return { state: 'received', stateReason: null };
  return { state: 'skipped', stateReason: disposition.reason };
}

/** Whether Meta counts it as the end user writing: not for reactions, edits and notices (unconfirmed, so we take the safe side). */
const opensServiceWindow = (disposition: Disposition): boolean =>
  disposition.answerable ||
  disposition.reason === 'unsupported_type' ||
  disposition.reason === 'missing_content' ||
  disposition.reason === 'empty_text';

function mediaOf(content: MessageContent): MediaReference | null {
  const isMedia =
    content.kind === 'image' ||
    content.kind === 'video' ||
    content.kind === 'audio' ||
    content.kind === 'document' ||
    content.kind === 'sticker';
  return isMedia ? (content.media ?? null) : null;
}
