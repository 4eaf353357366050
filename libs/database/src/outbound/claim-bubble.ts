import { judgeBubble, judgeReceipt, type BubbleCase } from '@sylion/conversation';
import { newId } from '@sylion/schemas';
import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { mayHaveFile, withFile, type OutboundFile } from '../media/outbound-files.ts';
import type { ChannelAddress, OutboxRules, OutboxStep } from './outbox-step.ts';
import { readHead, type FoundBubble, type OutboxHead } from './read-head.ts';
import { changeBubble, type EndedSend } from './record-send.ts';

/**
 * Takes the first unfinished bubble of a conversation, in order: nothing overtakes a bubble whose outcome is open. `ended` is how the one
 * before it ended: it is recorded in the same round trip. The bubble is `sending` before it is judged (`judgeBubble`), so what may not
 * leave is put back or ended by a second one; a plain send needs one alone. `scope` may stand outside a transaction: each call is one.
 */
export async function claimBubble(scope: TenantScope, conversationId: string, rules: OutboxRules, ended?: EndedSend): Promise<OutboxStep> {
  for (let record = ended; ; record = undefined) {
    const head = await readHead(scope, conversationId, record);
    if (!head) return { kind: 'idle' };
    if (head.bubbleId === null) return receiptStep(scope, conversationId, head, rules);
    const step = await stepOf(scope, conversationId, head, rules);
    if (step) return step;
  }
}

/** What follows for a bubble; undefined when it is out of the way, or somebody else was faster, and the next look decides. */
async function stepOf(scope: TenantScope, conversationId: string, head: FoundBubble, rules: OutboxRules): Promise<OutboxStep | undefined> {
  const { bubbleId, content, isTaken } = head;
  const attempt = isTaken ? head.attempts + 1 : head.attempts;
  const change = async (state: 'queued' | 'unknown' | 'failed' | 'cancelled', reason: string): Promise<undefined> => {
    const from = [isTaken ? 'sending' : head.state] as const;
    await changeBubble(scope, bubbleId, { state, reason, from, attempt, attempts: isTaken ? -1 : 0 });
  };
  const verdict = judgeBubble(caseOf(head), head.now, { ...rules, listeningMs: rules.listeningMs() });
  switch (verdict.kind) {
    case 'wait':
    case 'held':
      return verdict;
    case 'cancel':
      return change('cancelled', verdict.reason);
    case 'doubt':
      return change('unknown', 'no_answer');
    case 'repeat':
      return change('queued', 'no_evidence');
    case 'give_up':
      return change('failed', 'no_evidence');
    case 'media_gone':
      return change('failed', 'media_gone');
    case 'upload': {
      const [file, channel] = [fileOf(head), channelOf(head)];
      return file && { kind: 'upload', file, messageId: bubbleId, attempt: head.attempts + 1, channel, channelId: head.channelId };
    }
    case 'send': {
      if (!isTaken) return undefined;
      const texts = content.kind === 'text' && !head.isRendered ? rules.render(content.text) : undefined;
      if (texts?.length === 0) return change('cancelled', 'empty');
      if (texts && texts.length > 1) await splitBubble(scope, bubbleId, texts);
      const [first] = texts ?? [];
      return {
        kind: 'send',
        bubble: {
          messageId: bubbleId,
          conversationId,
          ...channelOf(head),
          channelId: head.channelId,
          author: head.author,
          content: first === undefined ? withFile(content, fileOf(head)) : { kind: 'text', text: first },
          isFreshlyRendered: texts?.length === 1,
          replyTo: head.replyTo,
          attempt,
          to: { phone: head.replyPhone ?? undefined, bsuid: head.replyBsuid ?? undefined },
        },
      };
    }
  }
}

const caseOf = (head: FoundBubble): BubbleCase => ({
  ...head,
  kind: head.content.kind,
  epoch: head.bubbleEpoch,
  file: !mayHaveFile(head.content) ? 'none' : head.fileId === null ? 'gone' : head.providerMediaId === null ? 'stored' : 'at_provider',
  conversation: head,
});

const channelOf = ({ provider, providerKey, credentialsCiphertext }: OutboxHead): ChannelAddress => ({
  provider,
  providerKey,
  credentialsCiphertext,
});

const fileOf = ({ fileId, objectPath, mimeType, filename, providerMediaId }: FoundBubble): OutboundFile | undefined =>
  fileId === null || objectPath === null || mimeType === null ? undefined : { id: fileId, objectPath, mimeType, filename, providerMediaId };

const splitBubble = ({ sql: statements, tenantId }: TenantScope, bubbleId: string, texts: readonly string[]): Promise<unknown> =>
  sql`select split_bubble(${tenantId}, ${bubbleId}, ${texts}, ${texts.map(() => newId())}::uuid[])`.execute(statements);

/** Nothing to send: the end user may be due to see that they were read, or that a turn is under way. */
async function receiptStep(scope: TenantScope, conversationId: string, head: OutboxHead, rules: OutboxRules): Promise<OutboxStep> {
  const { lastSeq, lastProviderMessageId } = head;
  if (head.heldBecause !== null || lastSeq === null || lastProviderMessageId === null) return { kind: 'idle' };
  const last = { ...head, seq: lastSeq, isAnswered: head.lastState === 'answered' };
  const { isDue, isTyping } = judgeReceipt(last, head.now, rules.typingIntervalMs);
  if (!isDue) return { kind: 'idle' };
  await sql`select record_receipt(${scope.tenantId}, ${conversationId}, ${lastSeq}, ${isTyping})`.execute(scope.sql);
  return { kind: 'mark_read', channel: channelOf(head), channelId: head.channelId, providerMessageId: lastProviderMessageId, isTyping };
}
