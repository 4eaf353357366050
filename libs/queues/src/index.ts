export { again, done, type Consumer, type JobContext, type JobOutcome } from './consumer.ts';
export { type DeadLetters } from './dead-letters.ts';
export { PoisonJob, QueueUnavailable } from './errors.ts';
export { type DeadLetter } from './job.ts';
export { createQueues, type Queues } from './queues.ts';
export { type Pace, type SendPace } from './send-pace.ts';
