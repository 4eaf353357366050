import { sql } from 'kysely';

import { newId, type Author, type MessageContent, type OutboundState, type Provider } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { mayHaveFile, readOutboundFile, withFile, type OutboundFile } from '../media/outbound-files.ts';

/** How to reach the provider and the end user with one bubble. */
export interface BubbleToSend {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly author: Author;
  readonly content: MessageContent;
  readonly replyTo: string | null;
  readonly attempt: number;
  readonly provider: Provider;
  readonly providerKey: string;
  readonly credentialsCiphertext: Buffer;
  readonly to: { readonly phone?: string; readonly bsuid?: string };
}

/**
 * What is next in a conversation's outbox.
 * `send`: this bubble is ours to POST now (it is `sending`); `wait`: look again in `ms`; `held`: the channel or its tenant does not send;
 * `upload`: the provider has to have this bubble's file first;
 * `mark_read`: nothing to send, but the end user is to see that their message was read, or that a turn is under way (`isTyping`);
 * `idle`: nothing to do.
 */
export type OutboxStep =
  | { readonly kind: 'send'; readonly bubble: BubbleToSend }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'held'; readonly reason: string }
  | {
      readonly kind: 'upload';
      readonly file: OutboundFile;
      readonly messageId: string;
      readonly attempt: number;
      readonly channel: ChannelAddress;
      readonly channelId: string;
    }
  | {
      readonly kind: 'mark_read';
      readonly channel: ChannelAddress;
      readonly providerMessageId: string;
      readonly channelId: string;
      readonly isTyping: boolean;
    }
  | { readonly kind: 'idle' };

export type ChannelAddress = Pick<BubbleToSend, 'provider' | 'providerKey' | 'credentialsCiphertext'>;

export interface OutboxRules {
  /** Markdown → bubbles, in order. */
  readonly render: (markdown: string) => string[];
  /** Within this time after it began, a POST may still be under way. */
  readonly sendTimeoutMs: number;
  /** An outcome that nobody knows may be settled by a status webhook this long; then the bubble is tried again. Doubles with each try. */
  readonly graceMs: number;
  /** For how long status webhooks could arrive without a break. While nobody listens, silence is no evidence: the grace period is heard out. */
  readonly listeningMs: () => number;
  readonly typingIntervalMs: number;
}

/**
 * Takes the first unfinished bubble of a conversation, in order: nothing overtakes a bubble whose outcome is open. Everything that
 * may forbid a send is decided here, in one transaction, behind the conversation's lock and by the database's clock: epoch, service
 * window, block, channel state. A reply is split into its bubbles the first time it is taken.
 */
export async function claimBubble(scope: TenantScope, conversationId: string, rules: OutboxRules): Promise<OutboxStep> {
  const talk = await lockConversation(scope, conversationId);
  if (!talk) return { kind: 'idle' };
  for (;;) {
    const bubble = await firstOpenBubble(scope, conversationId);
    if (!bubble) return receiptStep(scope, talk, rules);
    if (bubble.state !== 'queued') {
      const openMs = talk.now.getTime() - (bubble.sendingAt ?? talk.now).getTime();
      const patienceMs = bubble.state === 'sending' ? rules.sendTimeoutMs : graceMs(bubble.attempts, rules);
      const deafMs = bubble.state === 'sending' ? 0 : rules.graceMs - rules.listeningMs();
      const waitMs = Math.max(patienceMs - openMs, deafMs);
      if (waitMs > 0) return { kind: 'wait', ms: Math.min(waitMs, 1_000) };
      if (bubble.state === 'sending') await setState(scope, bubble.id, 'unknown', 'no_answer');
      else await setState(scope, bubble.id, bubble.attempts < maximumAttempts ? 'queued' : 'failed', 'no_evidence');
      continue;
    }
    const refusal = refuse(talk, bubble);
    if (refusal) {
      await setState(scope, bubble.id, 'cancelled', refusal);
      continue;
    }
    if (talk.heldBecause !== null) return { kind: 'held', reason: talk.heldBecause };
    const waitMs = (bubble.notBefore?.getTime() ?? 0) - talk.now.getTime();
    if (waitMs > 0) return { kind: 'wait', ms: waitMs };
    if (!bubble.isRendered && bubble.content.kind === 'text') {
      await splitReply(scope, bubble, rules.render(bubble.content.text));
      continue;
    }
    const { channelId, provider, providerKey, credentialsCiphertext } = talk;
    const [attempt, channel] = [bubble.attempts + 1, { provider, providerKey, credentialsCiphertext }];
    const file = mayHaveFile(bubble.content) ? await readOutboundFile(scope, bubble.id) : undefined;
    if (mayHaveFile(bubble.content) && !file) {
      await setState(scope, bubble.id, 'failed', 'media_gone');
      continue;
    }
    if (file && file.providerMediaId === null) return { kind: 'upload', file, messageId: bubble.id, attempt, channel, channelId };
    await scope.sql
      .updateTable('messages')
      .set({
        state: 'sending',
        stateReason: null,
        sendingAt: sql<Date>`clock_timestamp()`,
        attempts: attempt,
        updatedAt: sql<Date>`now()`,
      })
      .where('tenantId', '=', scope.tenantId)
      .where('id', '=', bubble.id)
      .execute();
    return {
      kind: 'send',
      bubble: {
        messageId: bubble.id,
        conversationId,
        ...channel,
        channelId,
        author: bubble.author,
        content: withFile(bubble.content, file),
        replyTo: bubble.replyTo,
        attempt,
        to: { phone: talk.replyPhone ?? undefined, bsuid: talk.replyBsuid ?? undefined },
      },
    };
  }
}

const serviceWindowMs = 24 * 3_600_000;
/** A bubble whose every try ended in doubt is given up: each further one may be a duplicate. */
const maximumAttempts = 10;
const longestGraceMs = 15 * 60_000;

const graceMs = (attempts: number, rules: OutboxRules): number =>
  Math.max(rules.graceMs, Math.min(rules.graceMs * 2 ** (attempts - 1), longestGraceMs));

type Talk = NonNullable<Awaited<ReturnType<typeof lockConversation>>>;
type Bubble = NonNullable<Awaited<ReturnType<typeof firstOpenBubble>>>;

/** Why a bubble may not leave, or undefined. Only a human's bubbles outlive a change of who may speak. */
function refuse(talk: Talk, bubble: Bubble): string | undefined {
  if (bubble.author !== 'human' && bubble.epoch !== talk.epoch) return 'epoch_changed';
  if (talk.blockedAt) return 'end_user_blocked';
  const windowEndsAt = (talk.lastInboundAt?.getTime() ?? 0) + serviceWindowMs;
  if (bubble.content.kind !== 'template' && talk.now.getTime() >= windowEndsAt) return 'service_window_closed';
  return undefined;
}

async function lockConversation({ sql: statements, tenantId }: TenantScope, conversationId: string) {
  return statements
    .selectFrom('conversations as c')
    .innerJoin('channels as ch', (join) => join.onRef('ch.tenantId', '=', 'c.tenantId').onRef('ch.id', '=', 'c.channelId'))
    .innerJoin('endUsers as e', (join) => join.onRef('e.tenantId', '=', 'c.tenantId').onRef('e.id', '=', 'c.endUserId'))
    .innerJoin('tenants as t', 't.id', 'c.tenantId')
    .where('c.tenantId', '=', tenantId)
    .where('c.id', '=', conversationId)
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .select([
      'c.id',
      'c.channelId',
      'c.handledBy',
      'c.epoch',
      'c.claimedUntil',
      'c.lastInboundAt',
      'c.typingSentAt',
      'c.readThroughSeq',
      'c.replyPhone',
      'c.replyBsuid',
      'e.blockedAt',
    ])
    .select(['ch.provider', 'ch.providerKey', 'ch.credentialsCiphertext'])
    .select(
      sql<string | null>`case when t.status <> 'active' then 'tenant_suspended' when ch.status <> 'active' then ch.status end`.as(
        'heldBecause',
      ),
    )
    .forNoKeyUpdate('c')
    .executeTakeFirst();
}

async function firstOpenBubble({ sql: statements, tenantId }: TenantScope, conversationId: string) {
  return statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'outbound')
    .where('state', 'in', ['queued', 'sending', 'unknown'])
    .select([
      'id',
      'seq',
      'part',
      'author',
      'kind',
      'content',
      'epoch',
      'state',
      'attempts',
      'isRendered',
      'notBefore',
      'sendingAt',
      'replyTo',
      'turnId',
      'channelId',
      'conversationId',
    ])
    .orderBy('seq')
    .orderBy('part')
    .limit(1)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

async function setState(
  { sql: statements, tenantId }: TenantScope,
  messageId: string,
  state: OutboundState,
  reason: string,
): Promise<void> {
  await statements
    .updateTable('messages')
    .set({ state, stateReason: reason, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', messageId)
    .execute();
}

/** The row becomes the first bubble; further ones follow it as parts of the same seq. */
async function splitReply(scope: TenantScope, reply: Bubble, bubbles: string[]): Promise<void> {
  const [first, ...others] = bubbles;
  if (first === undefined) return setState(scope, reply.id, 'cancelled', 'empty');
  const contentOf = (text: string): string => JSON.stringify({ kind: 'text', text });
  await scope.sql
    .updateTable('messages')
    .set({ content: contentOf(first), isRendered: true })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', reply.id)
    .execute();
  if (others.length === 0) return;
  await scope.sql
    .insertInto('messages')
    .values(
      others.map((text, index) => ({
        tenantId: scope.tenantId,
        id: newId(),
        conversationId: reply.conversationId,
        channelId: reply.channelId,
        seq: reply.seq,
        part: reply.part + index + 1,
        direction: 'outbound' as const,
        author: reply.author,
        kind: reply.kind,
        content: contentOf(text),
        raw: null,
        providerMessageId: null,
        replyTo: null,
        turnId: reply.turnId,
        epoch: reply.epoch,
        state: 'queued',
        stateReason: null,
        isRendered: true,
      })),
    )
    .execute();
}

/** Blue ticks for what the assistant takes up, and "typing…" while it thinks: shown again when it fades, or when a newer message came. */
async function receiptStep(scope: TenantScope, talk: Talk, rules: OutboxRules): Promise<OutboxStep> {
  if (talk.handledBy !== 'assistant' || talk.heldBecause !== null) return { kind: 'idle' };
  const last = await scope.sql
    .selectFrom('messages')
    .where('tenantId', '=', scope.tenantId)
    .where('conversationId', '=', talk.id)
    .where('direction', '=', 'inbound')
    .where('state', 'in', ['received', 'answered'])
    .select(['seq', 'state', 'providerMessageId'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last?.providerMessageId) return { kind: 'idle' };
  const isUnread = last.seq > talk.readThroughSeq;
  const isThinking = last.state === 'received' && talk.claimedUntil !== null && talk.claimedUntil > talk.now;
  const hasFaded = talk.typingSentAt === null || talk.now.getTime() - talk.typingSentAt.getTime() >= rules.typingIntervalMs;
  const isDue = isThinking ? isUnread || hasFaded : isUnread && last.state === 'answered';
  if (!isDue) return { kind: 'idle' };
  await scope.sql
    .updateTable('conversations')
    .set({ readThroughSeq: last.seq, ...(isThinking ? { typingSentAt: sql<Date>`clock_timestamp()` } : {}) })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', talk.id)
    .execute();
  const channel = { provider: talk.provider, providerKey: talk.providerKey, credentialsCiphertext: talk.credentialsCiphertext };
  return { kind: 'mark_read', channel, channelId: talk.channelId, providerMessageId: last.providerMessageId, isTyping: isThinking };
}
