import type { TwilioCredentials } from '../provider.ts';

/** HTTP Basic with the account sid and the auth token (RFC 7617). */
export const basicAuthorisation = ({ accountSid, authToken }: TwilioCredentials): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`, 'utf8').toString('base64')}`,
});
