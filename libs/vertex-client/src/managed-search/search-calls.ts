import { backoffDelayMs, type Backoff } from '../backoff-delay.ts';
import { callWithFallbacks, type Attempt } from '../call-with-fallbacks.ts';
import { PermanentModelError } from '../errors.ts';
import { pause } from '../pause.ts';
import type { CallOptions } from '../vertex-client.ts';
import type { RawSearchRequest, SearchService } from './open-search-service.ts';
import type { RawOperation, RawSearchResponses } from './raw-search-service.ts';

/** The calls that one use of managed search makes, all within its budget. */
export interface SearchCalls {
  call<Name extends keyof RawSearchResponses>(method: Name, request: RawSearchRequest): Promise<RawSearchResponses[Name]>;
  readOperation(name: string): Promise<RawOperation>;
  /** The answer, or undefined if the call failed with this code. */
  unless<Answer>(code: string, answer: Promise<Answer>): Promise<Answer | undefined>;
  /** Waits between two looks at an operation, longer each time. */
  pause(looks: number): Promise<void>;
}

export interface SearchCallsOptions {
  service: SearchService;
  dataStore: string;
  logger: { warn(fields: Record<string, unknown>, message: string): void } | undefined;
  backoff: Backoff;
  random: () => number;
}

export function searchCalls({ service, dataStore, logger, backoff, random }: SearchCallsOptions, call: CallOptions): SearchCalls {
  const deadline = performance.now() + call.timeoutMs;
  const run = async <Answer>(attempt: Attempt<Answer>): Promise<Answer> => {
    const policy = {
      choices: [{ model: dataStore }] as [{ model: string }],
      timeoutMs: deadline - performance.now(),
      signal: call.signal,
      backoff,
      random,
      onFailure: ({ code, attempt: attempts, message }: { code: string; attempt: number; message: string }) => {
        // Whether something exists is asked by looking for it.
        if (code !== 'NOT_FOUND')
          logger?.warn({ tenantId: call.tenantId, dataStore, code, attempts, message }, 'A managed search call failed.');
      },
    };
    return (await callWithFallbacks(policy, attempt)).answer;
  };
  return {
    call: (method, request) => run((_choice, bounds) => service.call(method, request, bounds)),
    readOperation: (name) => run((_choice, bounds) => service.readOperation(name, bounds)),
    unless: (code, answer) =>
      answer.catch((error: unknown) => {
        if (error instanceof PermanentModelError && error.code === code) return undefined;
        throw error;
      }),
    pause: (looks) => pause(backoffDelayMs(looks, backoff, 0.99), call.signal, 0),
  };
}
