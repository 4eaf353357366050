import { CredentialsProviderError, PermanentProviderError, ProviderError } from './provider-error.ts';
import type { CredentialCheck } from './provider.ts';

/** Turns the errors of a call that needs the credentials into the reason why they do not work. */
export const checkCredentials = async (ask: () => Promise<CredentialCheck>): Promise<CredentialCheck> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const reason =
      error instanceof CredentialsProviderError ? 'refused' : error instanceof PermanentProviderError ? 'not_found' : 'unreachable';
    return { ok: false, reason, detail: error.message };
  }
};
