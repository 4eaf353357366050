import type { ChannelRoute, DeliveryStatus, InboundMessage, ProviderEventRecord, UnroutedEvent } from '@sylion/database';
import type { Provider } from '@sylion/schemas';

import type { EchoEvent, ProviderEvent } from '../providers/provider-event.ts';
import { isStorable, toDeliveryStatus, toInboundMessage, toProviderEvent } from './to-inbound-batch.ts';

/** The events of one webhook by what has to be done with them. */
export interface SortedEvents {
  readonly provider: Provider;
  readonly messages: InboundMessage[];
  readonly statuses: DeliveryStatus[];
  readonly events: ProviderEventRecord[];
  readonly echoes: { readonly event: EchoEvent; readonly route: ChannelRoute }[];
  readonly unrouted: UnroutedEvent[];
}

/**
 * Gives every event of a webhook its channel, and so its tenant; nothing is dropped. `routeOf` answers undefined for a number that
 * is no channel of ours (or not of the channel whose own secret signed the webhook).
 */
export async function sortEvents(
  provider: Provider,
  events: readonly ProviderEvent[],
  routeOf: (channelKey: string) => Promise<ChannelRoute | undefined>,
): Promise<SortedEvents> {
  const sorted: SortedEvents = { provider, messages: [], statuses: [], events: [], echoes: [], unrouted: [] };
  for (const event of events) {
    const route = event.channelKey === undefined ? undefined : await routeOf(event.channelKey);
    if (route) place(event, route, sorted);
    else sorted.unrouted.push(unroutedEvent(provider, event));
  }
  return sorted;
}

function place(event: ProviderEvent, route: ChannelRoute, sorted: SortedEvents): void {
  switch (event.kind) {
    case 'message':
      if (isStorable(event)) sorted.messages.push(toInboundMessage(event, route));
      else sorted.events.push(toProviderEvent(route, 'messages', 'no_identity', event));
      return;
    case 'status':
      return void sorted.statuses.push(toDeliveryStatus(event, route));
    case 'echo':
      return void sorted.echoes.push({ event, route });
    case 'preference':
      return void sorted.events.push(toProviderEvent(route, 'user_preferences', 'marketing_preference', event));
    case 'ignored':
      return void sorted.events.push(toProviderEvent(route, event.field, event.reason, event.raw));
  }
}

const unroutedEvent = (provider: Provider, event: ProviderEvent): UnroutedEvent => ({
  provider,
  channelKey: event.channelKey ?? null,
  accountKey: event.kind === 'preference' ? null : (event.accountKey ?? null),
  field: event.kind === 'ignored' ? event.field : event.kind,
  reason: event.kind === 'ignored' ? event.reason : 'unknown_channel',
  payload: event.kind === 'ignored' ? event.raw : event,
});
