export { again, done, type Consumer, type JobContext, type JobOutcome } from './consumer.ts';
export { type DeadLetters } from './dead-letters.ts';
export { PoisonJob, QueueUnavailable } from './errors.ts';
export { type DeadLetter } from './job.ts';
export { createQueues, type Queues } from './queues.ts';
export { type Attempt, type AttemptLimit, type AttemptOutcome } from './attempt-limit.ts';
export { type Pace } from './rate-clocks.ts';
export { type Budget, type BudgetState, type RateLimits } from './rate-limits.ts';
export { type SendPace } from './send-pace.ts';
