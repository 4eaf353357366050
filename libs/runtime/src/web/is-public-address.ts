import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

/**
 * Whether an address stands on the public internet. Everything that is not plain unicast is not: loopback, private, link-local (where
 * clouds keep their credentials), carrier-grade NAT, multicast, reserved ranges, and IPv6 forms that carry an IPv4 address inside
 * (mapped, 6to4, Teredo, NAT64), because what they lead to cannot be told here.
 */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.parse(address).range() === 'unicast';
}
