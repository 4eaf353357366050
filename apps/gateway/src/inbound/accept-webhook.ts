import type { IncomingMessage } from 'node:http';

import { DatabaseUnavailable, type ChannelRoute } from '@sylion/database';
import type { SendTraces } from '@sylion/queues';
import { annotateSpan, inSpan, isTraced, type Logger } from '@sylion/runtime';
import type { Provider } from '@sylion/schemas';

import type { Providers } from '../providers/providers.ts';
import type { WebhookSecret } from '../providers/provider.ts';
import type { InboundStore, Touched } from './inbound-store.ts';
import type { Nudges } from './publish-nudges.ts';
import { readRawBody } from './read-raw-body.ts';
import { sortEvents } from './sort-events.ts';
import { traceStatuses } from './trace-statuses.ts';

export interface WebhookDependencies {
  readonly providers: Providers;
  readonly store: InboundStore;
  readonly nudges: Nudges;
  readonly traces: Pick<SendTraces, 'find'>;
  readonly logger: Logger;
  readonly onOutcome: (outcome: string, seconds: number) => void;
  /** Told of a genuine webhook that was turned away, or stored so late that others may have been given up. */
  readonly onMissed: () => void;
}

/** Storing takes milliseconds; what took longer than this was held up. */
const lateMs = 1_000;

/** Who may have signed a webhook, and which numbers it may speak of. */
export interface WebhookAuthority {
  readonly provider: Provider;
  readonly secrets: readonly WebhookSecret[];
  /** The address as configured at the provider. */
  readonly url: string;
  readonly routeOf: (channelKey: string) => Promise<ChannelRoute | undefined>;
}

export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 413 | 503;
  readonly code: string;
}

/**
 * One webhook from raw bytes to 200: verify, understand, store, answer, nudge. 200 means that all of it is committed in Postgres;
 * 503 that none of it may be taken as delivered, so that the provider sends it again.
 */
export async function acceptWebhook(
  request: IncomingMessage,
  authority: WebhookAuthority,
  dependencies: WebhookDependencies,
): Promise<WebhookAnswer> {
  const startedAt = performance.now();
  const answer = await inSpan('POST webhook', { role: 'server' }, () => judge(request, authority, dependencies));
  dependencies.onOutcome(answer.code, (performance.now() - startedAt) / 1_000);
  return answer;
}

async function judge(
  request: IncomingMessage,
  authority: WebhookAuthority,
  { providers, store, nudges, traces, logger, onMissed }: WebhookDependencies,
): Promise<WebhookAnswer> {
  const { inbound } = providers[authority.provider];
  const body = await readRawBody(request);
  if (body.kind !== 'complete') return body.kind === 'too_large' ? { status: 413, code: 'too_large' } : { status: 400, code: 'aborted' };
  if (!inbound.verify({ headers: request.headers, rawBody: body.bytes, url: authority.url }, authority.secrets))
    return { status: 401, code: 'bad_signature' };
  const understood = inbound.normalise(body.bytes, { url: authority.url, receivedAt: new Date() });
  if (!understood.ok && understood.reason !== 'unknown_object' && understood.reason !== 'no_entries')
    return { status: understood.reason === 'too_large' ? 413 : 400, code: understood.reason };
  const storedFrom = performance.now();
  try {
    const events = understood.ok
      ? understood.events
      : [
          {
            kind: 'ignored' as const,
            field: 'object',
            reason: understood.reason,
            raw: body.bytes.toString('utf8').replaceAll('\0', '\uFFFD'),
          },
        ];
    const sorted = await sortEvents(authority.provider, events, authority.routeOf);
    const touched = await store.store(sorted);
    annotateSpan(() => idsOf(touched));
    if (isTraced()) void traceStatuses(traces, sorted.statuses);
    if (performance.now() - storedFrom > lateMs) onMissed();
    nudges.publish(touched);
    return { status: 200, code: 'accepted' };
  } catch (error) {
    onMissed();
    if (error instanceof DatabaseUnavailable) return { status: 503, code: 'database_unavailable' };
    logger.error({ error }, 'a webhook could not be stored');
    return { status: 503, code: 'not_stored' };
  }
}

/** A webhook is about one conversation, mostly; of a batch, the first stands for all. */
function idsOf({ incoming, outgoing }: Touched): Record<string, string> {
  const [first] = [...incoming.values(), ...outgoing.values()];
  return first ? { 'sylion.tenant_id': first.tenantId, 'sylion.conversation_id': first.conversationId } : {};
}
