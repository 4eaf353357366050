import { z } from 'zod';

import type { Issuer } from './issuer.ts';

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const timeoutMs = 5_000;

/** Where an issuer publishes its keys: as configured, or as its discovery document says (OpenID Connect Discovery 1.0 §4). */
export async function locateKeys({ issuer, jwksUrl }: Pick<Issuer, 'issuer' | 'jwksUrl'>): Promise<URL> {
  if (jwksUrl !== undefined) return new URL(jwksUrl);
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`the discovery document answered ${response.status}`);
  const document = discoverySchema.parse(await response.json());
  if (document.issuer !== issuer) throw new Error('the discovery document is another issuer’s');
  return new URL(document.jwks_uri);
}
