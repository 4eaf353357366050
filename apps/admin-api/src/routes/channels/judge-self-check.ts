import type { ChannelTask } from '@sylion/database';
import {
  modelAnswerSchema,
  selfCheckHops,
  verificationSchema,
  type ChannelStatus,
  type SelfCheck,
  type SelfCheckHop,
} from '@sylion/schemas';

export interface SelfCheckEvidence {
  readonly channel: { readonly status: ChannelStatus; readonly assistantId: string | null };
  /** The nudges were taken by the queue. */
  readonly isNudged: boolean;
  /** The gateway's task: it asked the provider about the number. */
  readonly verification: ChannelTask;
  /** The processor's task: it asked the model. */
  readonly question: ChannelTask;
  /** The processes that gave a sign of life lately. */
  readonly alive: readonly { readonly app: string; readonly roles: readonly string[] }[];
}

/** Undefined: nothing can be said, because of what is broken elsewhere. */
type Finding =
  | { readonly isOk: true; readonly durationMs?: number | undefined }
  | { readonly isOk: false; readonly detail: string; readonly advice: string }
  | undefined;

/** Names the first hop of a message's way that does not work, out of what two tasks, the queue and the heartbeats tell. */
export function judgeSelfCheck(evidence: SelfCheckEvidence): SelfCheck {
  const hops = selfCheckHops.map((name) => {
    const finding = findings[name](evidence);
    if (!finding) return { name, isOk: null, durationMs: null, detail: null, advice: null };
    return finding.isOk
      ? { name, isOk: true, durationMs: finding.durationMs ?? null, detail: null, advice: null }
      : { name, isOk: false, durationMs: null, detail: finding.detail, advice: finding.advice };
  });
  const brokenHop = hops.find(({ isOk }) => isOk === false)?.name ?? null;
  return { isOk: hops.every(({ isOk }) => isOk === true), brokenHop, hops };
}

const ok = (durationMs?: number): Finding => ({ isOk: true, durationMs });
const broken = (detail: string, advice: string): Finding => ({ isOk: false, detail, advice });

const findings: Record<SelfCheckHop, (evidence: SelfCheckEvidence) => Finding> = {
  channel: ({ channel }) => {
    if (channel.status === 'paused') return broken('the channel is paused', 'resume it: POST /v1/channels/{id}/resume');
    return channel.assistantId === null
      ? broken('no assistant answers on the channel', 'give it one: PATCH /v1/channels/{id} with assistantId')
      : ok();
  },
  webhook: (evidence) => {
    if (!isAlive(evidence, 'gateway', 'inbound'))
      return broken('no gateway with the role inbound shows a sign of life', 'start one, and look at its log and /readyz');
    return verificationOf(evidence)?.isWebhookSubscribed === false
      ? broken('the account sends its webhooks to no app', 'subscribe the app: POST /{account}/subscribed_apps at the provider')
      : ok();
  },
  queue: (evidence) => {
    const { isNudged, verification, question } = evidence;
    if (!isNudged) return broken('Redis does not take nudges', 'look at Redis: is it up, reachable and not full?');
    const waits = [verification, question].flatMap((task) => waitMsOf(task) ?? []);
    if (waits.length > 0) return ok(Math.min(...waits));
    const isAnybodyThere = isAlive(evidence, 'gateway', 'outbound') || isAlive(evidence, 'processor-worker');
    return isAnybodyThere
      ? broken('nudges are published, but nobody gets them', 'do all apps use the same REDIS_URL? Look at their logs')
      : undefined;
  },
  processor: (evidence) => {
    const waitMs = waitMsOf(evidence.question);
    if (waitMs !== undefined) return ok(waitMs);
    if (!isAlive(evidence, 'processor-worker'))
      return broken('no processor-worker shows a sign of life', 'start one, and look at its log and /readyz');
    return waitMsOf(evidence.verification) === undefined
      ? undefined
      : broken('the processor-worker does not take up its jobs', 'look at the depth of incoming_messages and model_tasks, and at its log');
  },
  model: ({ question }) => {
    if (question.state === 'failed') return broken(question.failure ?? 'failed', 'look at the log of the processor-worker');
    if (question.state !== 'done')
      return waitMsOf(question) === undefined ? undefined : broken('the model does not answer in time', modelAdvice);
    const answer = modelAnswerSchema.parse(question.result);
    return answer.isOk ? ok(durationMsOf(question)) : broken(answer.detail ?? 'the model refuses', modelAdvice);
  },
  send: (evidence) => {
    const { verification } = evidence;
    if (waitMsOf(verification) === undefined)
      return isAlive(evidence, 'gateway', 'outbound')
        ? waitMsOf(evidence.question) === undefined
          ? undefined
          : broken('the gateway does not take up its jobs', 'look at the depth of outgoing_messages and channel_tasks, and at its log')
        : broken('no gateway with the role outbound shows a sign of life', 'start one, and look at its log and /readyz');
    if (verification.state === 'running') return broken('the provider does not answer in time', providerAdvice);
    const told = verificationOf(evidence);
    return told?.reason === 'unreachable'
      ? broken(told.detail ?? 'the provider cannot be reached', providerAdvice)
      : ok(durationMsOf(verification));
  },
  credentials: (evidence) => {
    const { state, failure } = evidence.verification;
    if (state === 'failed') return broken(failure ?? 'failed', credentialsAdvice);
    const told = verificationOf(evidence);
    if (!told || told.reason === 'unreachable') return undefined;
    return told.isOk ? ok() : broken(told.detail ?? told.reason ?? 'refused', credentialsAdvice);
  },
};

const modelAdvice = 'look at the assistant’s model, and at the quota and the status of the model’s provider';
const providerAdvice = 'look at the provider’s status page, and at the gateway’s way to the internet';
const credentialsAdvice = 'replace them: PUT /v1/channels/{id}/credentials; is the provider key that of this number?';

const isAlive = ({ alive }: SelfCheckEvidence, app: string, role?: string): boolean =>
  alive.some((process) => process.app === app && (role === undefined || process.roles.includes(role)));

const verificationOf = ({ verification }: SelfCheckEvidence) =>
  verification.state === 'done' ? verificationSchema.parse(verification.result) : undefined;

/** From the request until somebody took it up; undefined while nobody has. */
const waitMsOf = ({ requestedAt, startedAt }: ChannelTask): number | undefined =>
  startedAt ? Math.max(0, startedAt.getTime() - requestedAt.getTime()) : undefined;

const durationMsOf = ({ startedAt, finishedAt }: ChannelTask): number | undefined =>
  startedAt && finishedAt ? Math.max(0, finishedAt.getTime() - startedAt.getTime()) : undefined;
