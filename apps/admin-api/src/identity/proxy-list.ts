import { isIP } from 'node:net';

import { z } from 'zod';

/** Names that express knows for ranges of addresses. */
const named = ['loopback', 'linklocal', 'uniquelocal'];

/** Proxies whose `X-Forwarded-For` is believed: addresses, networks (`10.0.0.0/8`) or express's names of ranges, separated by commas. */
export const proxyListSchema = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((proxy) => proxy.trim())
      .filter((proxy) => proxy !== ''),
  )
  .refine((proxies) => proxies.every(isProxy), 'must be addresses, networks, loopback, linklocal or uniquelocal, separated by commas');

function isProxy(proxy: string): boolean {
  if (named.includes(proxy)) return true;
  const [address = '', bits = '1', ...rest] = proxy.split('/');
  const version = isIP(address);
  return version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128);
}
