import { isIPv4, isIPv6 } from 'node:net';

/**
 * What counts as one address: an IPv4 address, or the /64 of an IPv6 address, which a single caller has for itself (RFC 4291 §2.5.4).
 * What is no address at all counts as one as well.
 */
export function addressRange(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : 'unknown';
}

/** All eight of them. A URL writes an address in one way only (RFC 5952); then only `::` is left to be filled up. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== '')) as [string[], string[]];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
}
