import { apiPath } from '../api-path.ts';
import type { ChannelReference, SendContent, SendIntent, SendOutcome, TwilioCredentials } from '../provider.ts';
import type { Person } from '../provider-event.ts';
import { requestOnce } from '../request-once.ts';
import { basicAuthorisation } from './basic-authorisation.ts';
import { classifyAnswer } from './classify-answer.ts';
import type { TwilioSettings } from './twilio.ts';

const invalidRecipient = 21211;
const invalidContent = 21620;

/** Sends one message by `Messages.json`. Quoting is not possible there. */
export const sendMessage = async (
  settings: TwilioSettings,
  intent: SendIntent,
  credentials: TwilioCredentials,
  signal: AbortSignal,
): Promise<SendOutcome> => {
  const to = addressOf(intent.to);
  const url = apiPath(settings.apiUrl, '2010-04-01', 'Accounts', credentials.accountSid, 'Messages.json');
  if (to === undefined) return { kind: 'permanent', code: invalidRecipient, detail: 'the person has neither phone nor user id' };
  if (url === undefined) return { kind: 'credentials', code: 20003, detail: 'the account sid is malformed' };
  const content = contentFields(intent.content);
  if (content === undefined)
    return { kind: 'permanent', code: invalidContent, detail: 'files are sent by address only, which ours do not have' };
  const fields = new URLSearchParams({
    From: `whatsapp:${intent.from.phoneNumberId}`,
    To: `whatsapp:${to}`,
    ...content,
  });
  const callback = statusCallback(settings.publicUrl, intent.from, intent.messageId);
  if (callback !== undefined) fields.set('StatusCallback', callback);
  const result = await requestOnce({
    method: 'POST',
    url,
    headers: { ...basicAuthorisation(credentials), 'content-type': 'application/x-www-form-urlencoded' },
    body: fields.toString(),
    timeoutMs: settings.timeoutMs,
    signal,
  });
  return result.kind === 'answered' ? classifyAnswer(result) : result;
};

const addressOf = ({ bsuid, phone, parentBsuid }: Person): string | undefined => bsuid ?? phone ?? parentBsuid;

const contentFields = (content: SendContent): Record<string, string> | undefined => {
  if (content.kind === 'text') return { Body: content.text };
  if (content.kind !== 'template') return undefined;
  const variables = Object.fromEntries((content.body ?? []).map(({ name, value }) => [name, value]));
  return { ContentSid: content.name, ContentVariables: JSON.stringify(variables) };
};

/** Twilio hands nothing of ours back, so the address to which it reports each status carries our message id. */
const statusCallback = (publicUrl: string | undefined, { channelId }: ChannelReference, messageId: string): string | undefined => {
  if (publicUrl === undefined || channelId === undefined) return undefined;
  const url = apiPath(publicUrl, 'webhooks', 'twilio', channelId);
  url?.searchParams.set('messageId', messageId);
  return url?.href;
};
