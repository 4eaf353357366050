import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';

import { inSpan, type Logger } from '@sylion/runtime';
import type { QueueContract } from '@sylion/schemas';

import type { DeadLetters } from './dead-letters.ts';
import { PoisonJob } from './errors.ts';
import type { JobEnvelope } from './job.ts';
import { redisKeys } from './redis-keys.ts';

/** What a handler says when it is done. `again`: look at the same thing once more after the delay; the place is not held meanwhile. */
export type JobOutcome = { kind: 'done' } | { kind: 'again'; delayMs: number };
export const done: JobOutcome = { kind: 'done' };
export const again = (delayMs: number): JobOutcome => ({ kind: 'again', delayMs: Math.max(1, Math.ceil(delayMs)) });

/** How one run of a job ended: for good, to be run again, or (`stalled`) without a word, because its process stood still or died. */
export const jobEnds = ['done', 'again', 'failed', 'dead', 'stalled'] as const;
export type JobEnd = (typeof jobEnds)[number];

export interface JobContext {
  /** 1 for the first try. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
}

export interface ConsumerOptions<Payload extends { tenantId: string }> {
  readonly contract: QueueContract<Payload>;
  readonly handle: (payload: Payload, context: JobContext) => Promise<JobOutcome>;
  readonly concurrency: number;
  readonly redis: Redis;
  readonly producerRedis: Redis;
  readonly deadLetters: DeadLetters;
  readonly logger: Logger;
  /** Called with every job's outcome, for metrics. */
  readonly onOutcome?: (outcome: JobEnd, seconds: number) => void;
}

export interface Consumer {
  /** Takes no new job and waits for those under way. */
  close(): Promise<void>;
}

/**
 * Consumes a queue: parses every payload (one that does not fit is a dead letter at once), continues its trace, retries what throws
 * with backoff, and buries what keeps failing together with its reason. Locks are short so that a killed process's jobs start again
 * within seconds; a job may therefore run twice, and handlers are idempotent by what they find in Postgres.
 */
export function startConsumer<Payload extends { tenantId: string }>(options: ConsumerOptions<Payload>): Consumer {
  const { contract, handle, logger, deadLetters, onOutcome = () => undefined } = options;

  /** What is over no longer counts against the tenant's next nudge. */
  const leaveFlight = async (payload: Payload): Promise<void> =>
    void (await options.producerRedis
      .srem(redisKeys.inFlight(contract.name, payload.tenantId), contract.deduplicationId(payload))
      .catch(() => undefined));

  const process = async (job: Job<JobEnvelope>, token?: string): Promise<void> => {
    const startedAt = performance.now();
    const seconds = (): number => (performance.now() - startedAt) / 1_000;
    const parsed = contract.schema.safeParse(job.data?.payload);
    if (!parsed.success)
      throw unrepeatable(
        'InvalidPayload',
        `payload does not fit ${contract.name} v${contract.version}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ')}`,
      );
    const payload = parsed.data;
    const attempts = job.opts.attempts ?? contract.attempts;
    const context = { attempt: job.attemptsMade + 1, isLastAttempt: job.attemptsMade + 1 >= attempts };
    try {
      const outcome = await inSpan(`consume ${contract.name}`, { carrier: job.data.trace, attributes: () => idsOf(payload) }, () =>
        handle(payload, context),
      );
      onOutcome(outcome.kind, seconds());
      if (outcome.kind === 'again') {
        await job.moveToDelayed(Date.now() + outcome.delayMs, token);
        throw new DelayedError();
      }
      await leaveFlight(payload);
    } catch (error) {
      if (error instanceof DelayedError) throw error;
      onOutcome('failed', seconds());
      if (error instanceof PoisonJob || context.isLastAttempt) await leaveFlight(payload);
      if (error instanceof PoisonJob) throw unrepeatable(error.name, error.message);
      throw error;
    }
  };

  const worker = new Worker<JobEnvelope>(contract.name, process, {
    connection: options.redis,
    concurrency: options.concurrency,
    lockDuration: 6_000,
    stalledInterval: 3_000,
    maxStalledCount: 100,
  });
  worker.on('failed', (job, error) => {
    if (!job) return;
    const isDead = error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
    logger[isDead ? 'error' : 'warn'](
      { error, queue: contract.name, jobId: job.id, attempt: job.attemptsMade },
      isDead ? 'a job died' : 'a job failed and will be tried again',
    );
    if (!isDead) return;
    onOutcome('dead', 0);
    void deadLetters
      .bury(contract, job, error)
      .catch((buryError: unknown) =>
        logger.error({ error: buryError, jobId: job.id }, 'a dead job could not be buried; it stays in the failed set'),
      );
  });
  worker.on('stalled', () => onOutcome('stalled', 0));
  worker.on('error', (error) => {
    if (options.redis.status === 'ready') logger.warn({ error, queue: contract.name }, 'worker error'); // the connection logs an outage itself, once
  });
  return { close: () => worker.close() };
}

/** `conversationId` is `sylion.conversation_id` in a span. */
const idsOf = (payload: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(payload)
      .filter(([name]) => name.endsWith('Id'))
      .map(([name, id]) => [`sylion.${name.slice(0, -2).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_id`, String(id)]),
  );

/** BullMQ does not try again what is one of these; the name is the dead letter's reason. */
const unrepeatable = (name: string, message: string): UnrecoverableError => Object.assign(new UnrecoverableError(message), { name });
