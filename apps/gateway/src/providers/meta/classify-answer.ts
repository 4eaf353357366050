import type { SendOutcome } from '../provider.ts';
import { isRecord, readId, readList, readNumber, readRecord, readText } from '../read-json.ts';
import type { Answer } from '../request-once.ts';
import { safeDetail } from '../safe-detail.ts';
import type { FailureClass } from '../send-failure.ts';
import { failureByStatus, failureOutcome } from '../send-failure.ts';
import { graphErrorClass } from './graph-errors.ts';

/**
 * What the answer to `POST …/messages` means. The error code decides; HTTP statuses mislead (throttling comes as 400) and only stand in
 * for unknown codes. 2xx without a message id is `unknown`: it was accepted by someone.
 */
export const classifyAnswer = ({ status, body, retryAfterMs }: Answer): SendOutcome => {
  if (status >= 200 && status < 300) {
    const providerMessageId = readId(readRecord(readList(readRecord(body).messages)[0]).id);
    return providerMessageId === undefined
      ? { kind: 'unknown', detail: 'accepted without a message id' }
      : { kind: 'accepted', providerMessageId };
  }
  const { error } = readRecord(body);
  const code = isRecord(error) ? readNumber(error.code) : undefined;
  return failureOutcome(classify(status, code, readRecord(error).is_transient === true), {
    code: code ?? status,
    detail: describe(status, error),
    retryAfterMs,
  });
};

const classify = (status: number, code: number | undefined, isTransient: boolean): FailureClass => {
  const known = code === undefined ? undefined : graphErrorClass(code);
  if (status === 429) return known?.kind === 'throttled' ? known : failureByStatus(status, code);
  return known ?? (isTransient ? { kind: 'unknown' } : failureByStatus(status, code));
};

const describe = (status: number, error: unknown): string => {
  const written = readRecord(error);
  return safeDetail(readText(readRecord(written.error_data).details) ?? readText(written.message) ?? readText(error) ?? `HTTP ${status}`);
};
