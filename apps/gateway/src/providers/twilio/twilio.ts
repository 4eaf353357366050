import { apiPath } from '../api-path.ts';
import { callSafely } from '../call-safely.ts';
import { checkCredentials } from '../check-credentials.ts';
import type {
  ChannelCredentials,
  CredentialCheck,
  InboundProvider,
  ReadReceipt,
  OutboundProvider,
  TwilioCredentials,
} from '../provider.ts';
import type { ProviderLimits } from '../provider-limits.ts';
import { readText } from '../read-json.ts';
import { basicAuthorisation } from './basic-authorisation.ts';
import { classifyAnswer } from './classify-answer.ts';
import { normalise } from './normalise.ts';
import { resolveMedia } from './resolve-media.ts';
import { sendMessage } from './send-message.ts';
import { verifyWebhook } from './verify-webhook.ts';

export interface TwilioSettings extends ProviderLimits {
  /** Such as `https://api.twilio.com`. */
  apiUrl: string;
  /** Such as `https://messaging.twilio.com`. */
  messagingUrl: string;
  /** Where the API redirects to for media bytes; these hosts never see the auth token. */
  mediaHosts: readonly string[];
  /** Under which Twilio reaches the gateway; without it no statuses are asked for. */
  publicUrl?: string;
}

export const twilioInbound: InboundProvider = {
  webhookSecrets: (credentials) => (credentials.provider === 'twilio' ? [credentials.authToken] : []),
  verify: verifyWebhook,
  normalise,
};

/** Twilio's Programmable Messaging, for WhatsApp senders. */
export const twilioOutbound = (settings: TwilioSettings): OutboundProvider => ({
  send: (intent, credentials, signal) => sendMessage(settings, intent, ofTwilio(credentials), signal),
  // Twilio marks as read only together with typing.
  markRead: async (receipt, credentials, signal) =>
    receipt.isTyping ? showTyping(settings, receipt, ofTwilio(credentials), signal) : undefined,
  resolveMedia: (reference, credentials, signal) => resolveMedia(settings, reference, ofTwilio(credentials), signal),
  verifyCredentials: (credentials, _from, signal) => checkAccount(settings, ofTwilio(credentials), signal),
});

/** Twilio, "Typing indicators resource": marks as read, too. */
const showTyping = async (
  { messagingUrl, timeoutMs }: TwilioSettings,
  { providerMessageId }: ReadReceipt,
  credentials: TwilioCredentials,
  signal: AbortSignal,
): Promise<void> => {
  const headers = { ...basicAuthorisation(credentials), 'content-type': 'application/x-www-form-urlencoded' };
  // Further media of one message have an id of our making: its sid and a place.
  const body = new URLSearchParams({ channel: 'whatsapp', messageId: providerMessageId.replace(/-\d+$/, '') }).toString();
  await callSafely(
    { method: 'POST', url: apiPath(messagingUrl, 'v2', 'Indicators', 'Typing.json'), headers, body, timeoutMs, signal },
    classifyAnswer,
  );
};

const checkAccount = (
  { apiUrl, timeoutMs }: TwilioSettings,
  credentials: TwilioCredentials,
  signal: AbortSignal,
): Promise<CredentialCheck> =>
  checkCredentials(async () => {
    const url = apiPath(apiUrl, '2010-04-01', 'Accounts', `${credentials.accountSid}.json`);
    const account = await callSafely({ method: 'GET', url, headers: basicAuthorisation(credentials), timeoutMs, signal }, classifyAnswer);
    const status = readText(account.status);
    return status === undefined || status === 'active'
      ? { ok: true }
      : { ok: false, reason: 'refused', detail: `the account is ${status}` };
  });

const ofTwilio = (credentials: ChannelCredentials): TwilioCredentials => {
  if (credentials.provider !== 'twilio') throw new TypeError(`Twilio was given credentials of ${credentials.provider}`);
  return credentials;
};
