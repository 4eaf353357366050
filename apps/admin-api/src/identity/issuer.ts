import { z } from 'zod';

import { tenantRoleSchema } from '@sylion/schemas';

/** Public-key signatures only: `none` and shared secrets are not in the list, so no public key is ever taken for an HMAC secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const;

/** Where keys come from has to be who it says it is; on this very machine nobody stands between. */
const trustedUrl = z.url({ protocol: /^https?$/, message: 'must be a URL' }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}, 'must be an https:// URL');

/** `app_metadata.role`, or a list of names where a name has a dot in it: `["https://example.com/role"]`. */
const claimPath = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], 'must be a path of claims')
  .transform((path) => (typeof path === 'string' ? path.split('.') : path))
  .refine(([first]) => first !== 'user_metadata', 'users write user_metadata themselves: it cannot say who they are');

const issuerSchema = z
  .strictObject({
    /** Exactly as the tokens' `iss` says it. */
    issuer: trustedUrl,
    /** One of these has to be in the tokens' `aud`; Supabase: `authenticated`. */
    audience: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)], 'must name an audience')
      .transform((audience) => (typeof audience === 'string' ? [audience] : audience)),
    /** Absent: what the issuer's discovery document says (OpenID Connect Discovery 1.0 §4). */
    jwksUrl: trustedUrl.optional(),
    /** Instead of public keys: the shared secret of an issuer that signs with HS256, as Supabase projects of before 2025 do. */
    secret: z.string().min(32, 'needs at least 32 characters').optional(),
    algorithms: z.array(z.enum(algorithms, 'must be an algorithm with public keys')).min(1).optional(),
    /** Where a token names the tenant, by its id. */
    tenantClaim: claimPath.prefault('app_metadata.tenant_id'),
    /** Where a token names the role, or a list with the role in it. */
    roleClaim: claimPath.prefault('app_metadata.role'),
    /** What the issuer calls our roles; without it, by their names. */
    roles: z.record(z.string(), tenantRoleSchema).optional(),
    /** An unknown key makes us ask the issuer for its keys again, at most this often. */
    jwksCooldownSeconds: z.number().min(0).default(30),
  })
  .refine(({ secret, jwksUrl, algorithms: chosen }) => secret === undefined || (jwksUrl === undefined && chosen === undefined), {
    message: 'excludes jwksUrl and algorithms: an issuer signs with a shared secret or with keys, never either',
    path: ['secret'],
  });

export type Issuer = z.infer<typeof issuerSchema>;

/** The variable `OIDC_ISSUERS`: a JSON list of the identity providers whose tokens are let in. */
export const issuersSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(issuerSchema, 'must be a list of issuers')
      .refine((issuers) => new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length, 'names an issuer twice'),
  );
