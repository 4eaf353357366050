import type { SendOutcome } from '../provider.ts';
import { readId, readNumber, readRecord, readText } from '../read-json.ts';
import type { Answer } from '../request-once.ts';
import { safeDetail } from '../safe-detail.ts';
import { failureByStatus, failureOutcome } from '../send-failure.ts';
import { twilioErrorClasses } from './twilio-errors.ts';

/** What Twilio's answer `{sid}` or `{code, message, status}` means. */
export const classifyAnswer = ({ status, body, retryAfterMs }: Answer): SendOutcome => {
  const answer = readRecord(body);
  if (status >= 200 && status < 300) {
    const providerMessageId = readId(answer.sid);
    return providerMessageId === undefined
      ? { kind: 'unknown', detail: 'accepted without a message id' }
      : { kind: 'accepted', providerMessageId };
  }
  const code = readNumber(answer.code);
  const failure = (code === undefined ? undefined : twilioErrorClasses.get(code)) ?? failureByStatus(status, code);
  return failureOutcome(failure, { code: code ?? status, detail: safeDetail(readText(answer.message) ?? `HTTP ${status}`), retryAfterMs });
};
