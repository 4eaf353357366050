import { randomInt } from 'node:crypto';

import { recordInbound, setQuota, type InboundMessage } from '@sylion/database';
import { incomingMessages, newId, type MessageContent, type QuotaMetric } from '@sylion/schemas';
import { seedTenant, waitUntil, type Seed, type SeededTenant } from '@sylion/testbed';

import type { Harness } from './processor-harness.ts';
import { publishChange } from './publish-change.ts';
import { readTalk, type Talk } from './talk.ts';

/** A tenant of a test's own, with its end users. */
export interface Shop extends SeededTenant {
  person(displayName?: string): Person;
  limit(metric: QuotaMetric, limitAmount: number): Promise<void>;
}

/** An end user who writes to the shop; every message is stored as the gateway does, in one commit per `writes`. */
export interface Person {
  /** Known from the first message on. */
  conversationId: string;
  /** Stores the messages and nudges the processor. */
  writes(...messages: (string | MessageContent)[]): Promise<void>;
  /** Stores them without a word to anybody, as if the nudge were lost. */
  writesUnheard(...messages: (string | MessageContent)[]): Promise<void>;
  nudges(): Promise<void>;
  talk(): Promise<Talk>;
  /** Waits until every message has its end, and `bubbles` were queued in all. */
  answered(bubbles: number): Promise<Talk>;
}

export async function openShop(harness: Harness, { tools, ...seed }: Seed & { tools?: string[] } = {}): Promise<Shop> {
  const tenant = await seedTenant(harness.database, seed);
  if (tools) await harness.database.asTenant(tenant.tenantId, (scope) => publishChange(scope, tenant.assistantId, { tools }));
  return {
    ...tenant,
    person: (displayName) => createPerson(harness, tenant, displayName),
    limit: (metric, limitAmount) =>
      harness.database.asTenant(tenant.tenantId, (scope) => setQuota(scope, { metric, period: 'month', limitAmount })),
  };
}

function createPerson(harness: Harness, tenant: SeededTenant, displayName = 'Camille'): Person {
  const phone = `336${randomInt(10_000_000, 99_999_999)}`;
  const person: Person = {
    conversationId: '',
    writesUnheard: async (...messages) => {
      const results = await recordInbound(harness.database, {
        messages: messages.map((message) =>
          inboundMessage(tenant, { phone, displayName, content: typeof message === 'string' ? { kind: 'text', text: message } : message }),
        ),
        statuses: [],
        events: [],
      });
      person.conversationId = results[0]?.conversationId ?? '';
    },
    nudges: () =>
      harness.queues.publish(incomingMessages, { version: 1, tenantId: tenant.tenantId, conversationId: person.conversationId }),
    writes: async (...messages) => {
      await person.writesUnheard(...messages);
      await person.nudges();
    },
    talk: () => readTalk(harness, tenant.tenantId, person.conversationId),
    answered: (bubbles) =>
      waitUntil(
        `${bubbles} bubbles are queued and every message has its end`,
        async () => {
          const talk = await person.talk();
          return talk.replies.length >= bubbles &&
            talk.inbound.every(({ state }) => state !== 'received') &&
            talk.turns.every(({ state }) => state !== 'running')
            ? talk
            : undefined;
        },
        25_000,
      ),
  };
  return person;
}

const mediaKinds: readonly string[] = ['image', 'video', 'audio', 'document', 'sticker'];

function inboundMessage(
  tenant: SeededTenant,
  { phone, displayName, content }: { phone: string; displayName: string; content: MessageContent },
): InboundMessage {
  const media = mediaKinds.includes(content.kind) && 'media' in content ? (content.media ?? null) : null;
  return {
    tenantId: tenant.tenantId,
    channelId: tenant.channelId,
    scope: `portfolio-${tenant.slug}`,
    id: newId(),
    endUserId: newId(),
    conversationId: newId(),
    mediaId: media ? newId() : null,
    providerMessageId: `wamid.${newId()}`,
    kind: content.kind,
    content,
    raw: null,
    replyTo: null,
    sentAt: new Date().toISOString(),
    bsuid: null,
    parentBsuid: null,
    phone,
    username: null,
    displayName,
    state: 'received',
    stateReason: null,
    opensWindow: true,
    media,
    needsPlan: false,
    isResolved: false,
  };
}
