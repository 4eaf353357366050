import type { Grant } from './permissions.ts';

export interface StandingKey extends Grant {
  readonly expiresAt: Date | null;
}

/**
 * Until when a tenant has an API key that may do everything an owner may, so that somebody of the tenant can let others in: in
 * milliseconds since 1970, `Infinity` for ever, `-Infinity` when there is none now. `keys` are those that are not revoked.
 */
export const ownedUntil = (keys: readonly StandingKey[], now: Date): number =>
  Math.max(
    -Infinity,
    ...keys
      .filter(({ role, scopes, expiresAt }) => role === 'owner' && scopes === null && (expiresAt === null || expiresAt > now))
      .map(({ expiresAt }) => expiresAt?.getTime() ?? Infinity),
  );
