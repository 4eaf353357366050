import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** The keys that would judge a token cannot be fetched: nobody can say whether it is good. */
export class KeysUnavailable extends Error {
  readonly code = 'identity_provider_unavailable';
  constructor(cause: unknown) {
    super('the keys of an identity provider cannot be fetched', { cause });
    this.name = 'KeysUnavailable';
  }
}

export interface KeySetOptions {
  /** Where the keys are; asked until it once told. */
  readonly locate: () => Promise<URL>;
  /** A key that we do not know makes us fetch the keys again, unless we did so this short a time ago. */
  readonly cooldownMs: number;
  readonly now?: () => number;
}

/** Keys that the issuer withdrew are not accepted for longer than this. */
const freshMs = 10 * 60_000;
/** Nor is an issuer that does not answer asked more often. */
const retryMs = 5_000;
const fetchTimeoutMs = 5_000;

/**
 * An issuer's public keys (RFC 7517), fetched when first needed, when they are old, and when a token names one that we do not know.
 * While the issuer is away the ones that we have go on judging.
 * Throws `KeysUnavailable` when there are none, or none of that name and nobody to ask.
 */
export function createKeySet({ locate, cooldownMs, now = Date.now }: KeySetOptions): JWTVerifyGetKey {
  let remote: ReturnType<typeof createRemoteJWKSet> | undefined;
  let loadedAt = -Infinity;
  let failure: { readonly at: number; readonly error: unknown } | undefined;
  let loading: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    if (failure && now() - failure.at < retryMs) return;
    try {
      // What is fresh and what may be asked again is decided here: the library would forget good keys when it cannot renew them.
      remote ??= createRemoteJWKSet(await locate(), { cacheMaxAge: Infinity, cooldownDuration: Infinity, timeoutDuration: fetchTimeoutMs });
      await remote.reload();
      loadedAt = now();
      failure = undefined;
    } catch (error) {
      failure = { at: now(), error };
    }
  };
  /** Whoever comes while the keys are being fetched waits for the same answer. */
  const loadOnce = (): Promise<void> => (loading ??= load().finally(() => (loading = undefined)));

  return async (header, token) => {
    if (now() - loadedAt > freshMs) await loadOnce();
    if (!remote?.jwks()) throw new KeysUnavailable(failure?.error);
    try {
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!failure && now() - loadedAt < cooldownMs) throw error;
      await loadOnce();
      if (failure) throw new KeysUnavailable(failure.error);
      return remote(header, token);
    }
  };
}
