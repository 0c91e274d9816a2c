import { expect, test } from 'vitest'
import { isOwnNetwork, networkOf } from './network'

test.each([
  ['no proxy is trusted: the header is the visitor’s own word', '192.0.2.1', 0, null],
  ['one proxy', '192.0.2.1', 1, '192.0.2.1'],
  ['what the visitor wrote before counts for nothing', '10.0.0.1, 198.51.100.7', 1, '198.51.100.7'],
  ['two proxies', 'forged, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
  ['fewer hops than proxies', '203.0.113.9', 2, null],
  ['IPv4 in IPv6', '::ffff:192.0.2.1', 1, '192.0.2.1'],
  ['IPv6 by its /64', '2001:DB8:0:7::1', 1, '2001:db8:0:7::/64'],
  ['another host of the same /64', '2001:db8:0:7:ffff::42', 1, '2001:db8:0:7::/64'],
  ['loopback', '::1', 1, '0:0:0:0::/64'],
  ['nonsense', '<script>', 1, null],
  ['almost an address', '999.1.1.1', 1, null],
  ['nothing', null, 1, null],
])('%s', (_case, header, hops, expected) => expect(networkOf(header, hops)).toBe(expected))

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.18.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.4', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['203.0.113.9', false],
  ['101.1.1.1', false],
  [networkOf('::1', 1), true],
  [networkOf('fd12:3456::1', 1), true],
  [networkOf('fe80::1', 1), true],
  [networkOf('2001:db8::1', 1), false],
])('%s is our own network: %s', (network, own) => expect(isOwnNetwork(network ?? '')).toBe(own))
