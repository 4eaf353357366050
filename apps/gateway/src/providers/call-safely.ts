import type { ProviderError } from './provider-error.ts';
import { CredentialsProviderError, PermanentProviderError, TransientProviderError } from './provider-error.ts';
import type { SendOutcome } from './provider.ts';
import type { JsonRecord } from './read-json.ts';
import { readRecord } from './read-json.ts';
import type { Answer, ProviderRequest } from './request-once.ts';
import { requestOnce } from './request-once.ts';

/** A request that may be repeated. Its URL is undefined if an id could not stand in it. */
export interface SafeCall extends Omit<ProviderRequest, 'url'> {
  url: URL | undefined;
}

/** Makes a request that is safe to repeat and gives its JSON. Throws a `ProviderError` for anything but success. */
export const callSafely = async ({ url, ...request }: SafeCall, classify: (answer: Answer) => SendOutcome): Promise<JsonRecord> => {
  if (url === undefined) throw new PermanentProviderError('malformed_id', 'An id cannot be part of an API path');
  const result = await requestOnce({ ...request, url });
  if (result.kind !== 'answered') throw new TransientProviderError(result.kind, result.detail);
  if (result.status >= 200 && result.status < 300) return readRecord(result.body);
  throw toError(classify(result));
};

const toError = (outcome: SendOutcome): ProviderError => {
  const code = 'code' in outcome && outcome.code !== undefined ? `provider_${outcome.code}` : outcome.kind;
  const detail = 'detail' in outcome ? outcome.detail : outcome.kind;
  if (outcome.kind === 'credentials') return new CredentialsProviderError(code, detail);
  return outcome.kind === 'permanent' || outcome.kind === 'user_permanent'
    ? new PermanentProviderError(code, detail)
    : new TransientProviderError(code, detail);
};
