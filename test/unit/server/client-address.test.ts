/** Whom a request comes from: proxies are believed where the settings name them, and nobody else is. */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClientAddresses, toNetwork } from '#server/client-address.ts';

function requestFrom(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  return Object.assign(new IncomingMessage(socket), { headers: { host: 'kyc.example.com', ...headers } });
}
const behind = (...trustedProxies: string[]) => createClientAddresses({ trustedProxies, publicUrl: null });

describe('the client’s address', () => {
  test('is the connection’s, whatever headers say, where no proxy is trusted', () => {
    const headers = { 'x-forwarded-for': '198.51.100.7', 'x-real-ip': '198.51.100.7', forwarded: 'for=198.51.100.7' };
    expect(behind().addressOf(requestFrom('192.0.2.1', headers))).toBe('192.0.2.1');
    expect(behind('10.0.0.0/8').addressOf(requestFrom('192.0.2.1', headers))).toBe('192.0.2.1');
  });

  test.each([
    ['10.0.0.5', '198.51.100.7', '198.51.100.7'],
    ['::ffff:10.0.0.5', '198.51.100.7', '198.51.100.7'],
    ['10.0.0.5', '2001:db8::7', '2001:db8::7'],
    // What the client itself wrote comes first, and is passed over.
    ['10.0.0.5', '1.1.1.1, 198.51.100.7', '198.51.100.7'],
    ['10.0.0.5', '1.1.1.1, 198.51.100.7, 10.0.0.9', '198.51.100.7'],
    ['10.0.0.5', 'not an address', '10.0.0.5'],
    ['10.0.0.5', '', '10.0.0.5'],
  ])('from %s with "%s" is %s', (peer, forwardedFor, expected) => {
    expect(behind('10.0.0.0/8').addressOf(requestFrom(peer, { 'x-forwarded-for': forwardedFor }))).toBe(expected);
  });

  test('is never one that a stranger made up, however he writes it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (claimed, real) => {
        const headers = { 'x-forwarded-for': claimed, 'x-real-ip': real, forwarded: `for=${claimed}` };
        expect(behind('10.0.0.0/8').addressOf(requestFrom('192.0.2.1', headers))).toBe('192.0.2.1');
      }),
    );
  });
});

describe('where the client reaches the gateway', () => {
  test.each([
    [[], 'http://kyc.example.com', {}],
    [[], 'http://kyc.example.com', { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }],
    [
      ['192.0.2.1'],
      'https://public.example.com',
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'public.example.com' },
    ],
    [
      ['192.0.2.1'],
      'https://public.example.com:8443',
      { 'x-forwarded-proto': 'https,http', 'x-forwarded-host': 'public.example.com:8443, inner' },
    ],
    [['192.0.2.1'], 'http://[2001:db8::1]:4000', { host: '[2001:db8::1]:4000' }],
    [['192.0.2.1'], null, { 'x-forwarded-proto': 'javascript' }],
    [[], null, { host: 'evil.example/path?' }],
    [[], null, { host: 'user@evil.example' }],
  ] as const)('behind %j it is %s', (trusted, expected, headers) => {
    expect(behind(...trusted).originOf(requestFrom('192.0.2.1', headers))).toBe(expected);
  });

  test('is what the settings say, if they do', () => {
    const addresses = createClientAddresses({ trustedProxies: [], publicUrl: 'https://api.example.com/kyc/' });
    expect(addresses.originOf(requestFrom('192.0.2.1', { host: 'inner' }))).toBe('https://api.example.com/kyc');
  });
});

describe('one client is counted as', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s is counted as %s', (address, network) => {
    expect(toNetwork(address)).toBe(network);
  });
});
