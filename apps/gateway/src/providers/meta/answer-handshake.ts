import { constantTimeEqual } from '../constant-time-equal.ts';

export type HandshakeAnswer = { ok: true; challenge: string } | { ok: false };

/**
 * Answers the GET with which Meta checks a callback URL: 200 with the challenge as plain text, or else 403.
 * `query` holds the keys with their full stops, as `req.query['hub.mode']`. Fails closed without verify tokens.
 */
export const answerHandshake = (query: Readonly<Record<string, unknown>>, verifyTokens: readonly string[]): HandshakeAnswer => {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string' || challenge === '') return { ok: false };
  const isKnown = verifyTokens.some((known) => known !== '' && constantTimeEqual(known, token));
  return isKnown ? { ok: true, challenge } : { ok: false };
};
