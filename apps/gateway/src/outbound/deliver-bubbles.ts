import {
  claimBubble,
  recordSend,
  type BubbleToSend,
  type Database,
  type EndedSend,
  type OutboxRules,
  type OutboxStep,
} from '@sylion/database';
import { again, done, type JobOutcome, type SendPace, type SendTraces } from '@sylion/queues';
import { inSpan, type Logger } from '@sylion/runtime';
import type { ConversationNudge } from '@sylion/schemas';
import type { ObjectStore } from '@sylion/storage';
import type { RingKey } from '@sylion/tenancy';

import { openCredentials } from '../inbound/channel-directory.ts';
import type { Providers } from '../providers/providers.ts';
import type { SendContent, SendOutcome } from '../providers/provider.ts';
import { judgeSend } from './judge-send.ts';
import { openChannel } from './open-channel.ts';
import { pauseChannel } from './pause-channel.ts';
import { uploadFile } from './upload-file.ts';

export interface DeliveryDependencies {
  readonly database: Database;
  readonly providers: Providers;
  readonly storage: Pick<ObjectStore, 'read'>;
  readonly pace: SendPace;
  readonly traces: Pick<SendTraces, 'keep'>;
  readonly rules: OutboxRules;
  readonly secretRing: readonly RingKey[];
  readonly logger: Logger;
  readonly onSend: (outcome: SendOutcome['kind'] | 'paced', seconds: number) => void;
}

/**
 * Sends a conversation's bubbles in order until none is left or one has to wait. A bubble is `sending` in Postgres before it is
 * POSTed and its end is recorded after, in the round trip that takes the next one; so a crash in between leaves a doubt that a status
 * webhook or the grace period settles, and never a second bubble.
 */
export async function deliverBubbles(
  { tenantId, conversationId }: ConversationNudge,
  dependencies: DeliveryDependencies,
): Promise<JobOutcome> {
  const { database, rules, logger } = dependencies;
  let ended: EndedSend | undefined;
  for (;;) {
    const sent: EndedSend | undefined = ended;
    const step: OutboxStep = await database.callAsTenant(tenantId, (scope) => claimBubble(scope, conversationId, rules, sent));
    ended = undefined;
    switch (step.kind) {
      case 'idle':
        return done;
      case 'wait':
        return lookAgain(step.ms);
      case 'held':
        logger.info({ tenantId, conversationId, reason: step.reason }, 'bubbles are held: their channel does not send');
        return done;
      case 'mark_read':
        await markRead(tenantId, step, dependencies);
        return done;
      case 'upload': {
        const waitMs = await uploadFile(tenantId, step, dependencies);
        if (waitMs !== undefined) return lookAgain(waitMs);
        break;
      }
      case 'send': {
        const end = await send(tenantId, step.bubble, dependencies);
        if (end.waitMs !== undefined) return lookAgain(end.waitMs);
        ended = end.ended;
      }
    }
  }
}

/** A waiting job swallows further nudges, so it looks again soon enough for a human's bubble or a new status. */
const lookAgain = (waitMs: number): JobOutcome => again(Math.min(waitMs, 2_000));

/** How a send ended: it is recorded and the conversation has to wait, or the next bubble may go and the record travels with its claim. */
type Sent = { readonly waitMs: number } | { readonly waitMs: undefined; readonly ended: EndedSend };

async function send(tenantId: string, bubble: BubbleToSend, dependencies: DeliveryDependencies): Promise<Sent> {
  const { database, pace, traces, logger, onSend } = dependencies;
  const place = { tenantId, channelId: bubble.channelId, conversationId: bubble.conversationId };
  const pacedMs = await pace.take(place).catch(() => 0); // Redis away: the provider's own limits still answer with a throttle
  if (pacedMs > 0) {
    onSend('paced', 0);
    await database.callAsTenant(tenantId, (scope) => recordSend(scope, bubble.messageId, { kind: 'paced', delayMs: pacedMs }));
    return { waitMs: pacedMs };
  }
  const startedAt = performance.now();
  const attributes = () => ({
    'sylion.tenant_id': tenantId,
    'sylion.conversation_id': bubble.conversationId,
    'sylion.message_id': bubble.messageId,
  });
  const outcome = await inSpan('send', { role: 'client', attributes }, () => {
    traces.keep({ ...place, messageId: bubble.messageId }); // before the POST: a status may be quicker than its answer
    return post(tenantId, bubble, dependencies);
  });
  onSend(outcome.kind, (performance.now() - startedAt) / 1_000);
  if (outcome.kind !== 'accepted')
    logger.warn(
      { ...place, messageId: bubble.messageId, outcome: outcome.kind, code: 'code' in outcome ? outcome.code : undefined },
      'a bubble was not accepted',
    );
  const { record, waitMs, holdBack, channelReason } = judgeSend(outcome, bubble.attempt);
  const text = bubble.isFreshlyRendered && bubble.content.kind === 'text' ? bubble.content.text : undefined;
  const ended = { messageId: bubble.messageId, record, text };
  if (waitMs === undefined) return { waitMs, ended };
  await database.asTenant(tenantId, async (scope) => {
    await recordSend(scope, bubble.messageId, record, text);
    await pauseChannel(scope, bubble.channelId, channelReason);
  });
  if (holdBack) await pace.holdBack(place, holdBack.scope, holdBack.delayMs).catch(() => undefined);
  return { waitMs };
}

/** What cannot even be asked for is refused here, like a provider would: a bubble that only throws would hold its conversation for ever. */
async function post(
  tenantId: string,
  bubble: BubbleToSend,
  { providers, rules, secretRing, logger }: DeliveryDependencies,
): Promise<SendOutcome> {
  const content = sendable(bubble);
  if (!content) return { kind: 'permanent', code: noCode, detail: `a bubble of kind ${bubble.content.kind} cannot be sent` };
  const credentials = openChannel({ ...bubble, tenantId }, secretRing, logger);
  if (!credentials) return { kind: 'credentials', code: noCode, detail: 'the stored credentials cannot be opened' };
  return providers[bubble.provider].outbound.send(
    {
      messageId: bubble.messageId,
      from: { phoneNumberId: bubble.providerKey, channelId: bubble.channelId },
      to: bubble.to,
      content,
      replyTo: bubble.replyTo ?? undefined,
    },
    credentials,
    AbortSignal.timeout(rules.sendTimeoutMs),
  );
}

/** Stands where a provider would name its error. */
const noCode = 0;

function sendable({ content }: BubbleToSend): SendContent | undefined {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text };
    case 'template':
      return content;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
      return content.media && { ...content, media: content.media };
    default:
      return undefined;
  }
}

/** A nicety: its failure costs nothing and is not tried again. */
async function markRead(
  tenantId: string,
  step: Extract<OutboxStep, { kind: 'mark_read' }>,
  { providers, secretRing, rules, logger }: DeliveryDependencies,
): Promise<void> {
  try {
    const credentials = openCredentials(secretRing, {
      tenantId,
      channelId: step.channelId,
      credentialsCiphertext: step.channel.credentialsCiphertext,
    });
    await providers[step.channel.provider].outbound.markRead(
      {
        from: { phoneNumberId: step.channel.providerKey, channelId: step.channelId },
        providerMessageId: step.providerMessageId,
        isTyping: step.isTyping,
      },
      credentials,
      AbortSignal.timeout(rules.sendTimeoutMs),
    );
  } catch (error) {
    logger.debug({ error, tenantId, channelId: step.channelId }, 'a message was not marked as read');
  }
}
