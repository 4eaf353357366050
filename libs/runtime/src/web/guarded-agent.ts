import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

import { isPublicAddress } from './is-public-address.ts';

/** What may be asked. */
export interface Allowed {
  readonly address: (address: string) => boolean;
  readonly port: (port: number) => boolean;
  readonly protocols: readonly string[];
}

/** The web as anybody can reach it: public addresses on the web's own ports. */
export const publicWeb: Allowed = { address: isPublicAddress, port: (port) => port === 80 || port === 443, protocols: ['http:', 'https:'] };

/** The address, or what its name resolves to, is none that may be asked. */
export class AddressNotAllowed extends Error {
  override name = 'AddressNotAllowed';
  readonly code = 'address_not_allowed';
}

/** All addresses of a name, as `dns.lookup` gives them. */
export type Resolve = (hostname: string, family: 0 | 4 | 6) => Promise<{ address: string; family: number }[]>;
const resolveByDns: Resolve = (hostname, family) => lookUp(hostname, { all: true, family });

/**
 * An agent for addresses that a tenant named. A tenant must not make us ask what only we can reach (server-side request forgery,
 * OWASP A10): the check stands where the connection is made, on the very addresses it is made to, so that neither a name with a
 * private address nor one that changes between check and use gets through. A literal address is never looked up: see `readWebUrl`.
 * The connection fails with `AddressNotAllowed`, as the cause of what `fetch` throws.
 */
export function createGuardedAgent(
  allowed: Allowed,
  { timeoutMs, resolve = resolveByDns, ...options }: { readonly timeoutMs: number; readonly resolve?: Resolve } & Agent.Options,
): Agent {
  return new Agent({
    ...options,
    connect: { lookup: guardedLookup(allowed, resolve), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
}

/** Reads an address that may be asked, as far as that can be told without resolving its name. @throws {AddressNotAllowed} */
export function readWebUrl(address: string, allowed: Allowed): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !allowed.protocols.includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new AddressNotAllowed(`not a plain ${allowed.protocols.map((protocol) => protocol.slice(0, -1)).join(' or ')} address`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const isAllowedHost = isIP(host) === 0 || allowed.address(host); // a literal address is never looked up
  if (!isAllowedHost || !allowed.port(port)) throw new AddressNotAllowed('not an address of the public web');
  return url;
}

/** Resolves a name for the connection itself: every address it has must be allowed. */
const guardedLookup =
  (allowed: Allowed, resolve: Resolve): LookupFunction =>
  (hostname, options, answer) => {
    resolve(hostname, options.family === 4 || options.family === 6 ? options.family : 0).then(
      (addresses) => {
        const refused = addresses.length === 0 || addresses.some(({ address }) => !allowed.address(address));
        if (refused) return answer(new AddressNotAllowed('the name leads to an address that is not public'), '');
        const [first] = addresses;
        return options.all ? answer(null, addresses) : answer(null, first?.address ?? '', first?.family);
      },
      (error: unknown) => answer(error as NodeJS.ErrnoException, ''),
    );
  };
