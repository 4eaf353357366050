import fc from 'fast-check';

import { addressRange } from './address-range.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8::6', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['not an address', 'unknown'],
  [undefined, 'unknown'],
])('%s counts as %s', (address, range) => expect(addressRange(address)).toBe(range));

it('whoever moves inside a /64 stays where they are, and nobody else is there', () =>
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const prefixOf = (address: string): string => addressRange(address).replace(/::\/64$/, '');
      expect(addressRange(`${prefixOf(one)}:1:2:3:4`)).toBe(addressRange(one));
      expect(addressRange(one) === addressRange(other)).toBe(prefixOf(one) === prefixOf(other));
    }),
  ));
