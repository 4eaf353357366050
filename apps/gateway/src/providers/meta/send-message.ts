import type { ChannelCredentials, SendIntent, SendOutcome } from '../provider.ts';
import { requestOnce } from '../request-once.ts';
import { classifyAnswer } from './classify-answer.ts';
import type { CloudApi } from './cloud-api.ts';
import { messageBody } from './message-body.ts';

const invalidParameter = 100;

/** Sends one message by one POST (Meta, "Send messages"). What cannot be asked for is refused here with Meta's own code for it. */
export const sendMessage = async (
  api: CloudApi,
  intent: SendIntent,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<SendOutcome> => {
  const body = messageBody(intent);
  if (body === undefined) return { kind: 'permanent', code: invalidParameter, detail: 'the person has neither phone nor user id' };
  const url = api.messagesUrl(intent.from.phoneNumberId);
  if (url === undefined) return { kind: 'permanent', code: invalidParameter, detail: 'the phone number id is malformed' };
  const result = await requestOnce({
    method: 'POST',
    url,
    headers: { ...api.authorisation(credentials), 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: api.limits.timeoutMs,
    signal,
  });
  return result.kind === 'answered' ? classifyAnswer(result) : result;
};
