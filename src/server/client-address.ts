/** Whom a request comes from, and under which name it was sent: the connection's own word, or a trusted proxy's, never a stranger's header. */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

export interface ClientAddresses {
  /** The client's network address, as text. */
  addressOf(request: IncomingMessage): string;
  /** Where the client reaches this gateway, e.g. `https://kyc.example.com`; null when it did not say. */
  originOf(request: IncomingMessage): string | null;
}

export interface ClientAddressesOptions {
  /** Addresses and CIDR ranges of proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Known for certain, whatever requests say. */
  readonly publicUrl: string | null;
}

/** Letters, digits and what names, ports and IPv6 literals need; nothing that could end a URL's authority. */
const saneHost = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** @throws {TypeError} for what is no address or range */
export function createClientAddresses({ trustedProxies, publicUrl }: ClientAddressesOptions): ClientAddresses {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  const known = publicUrl?.replace(/\/+$/, '') ?? null;

  function forwarded(request: IncomingMessage, name: string): string | null {
    if (!isTrusted(request.socket.remoteAddress ?? '', 0)) return null;
    const value = request.headers[name];
    // The first of several is what the client used; the others are hops between proxies.
    return typeof value === 'string' ? (value.split(',', 1)[0]?.trim() ?? null) : null;
  }

  return {
    addressOf(request) {
      const own = request.socket.remoteAddress ?? '';
      const claimed = proxyAddr(request, isTrusted);
      return claimed !== undefined && ipaddr.isValid(claimed) ? claimed : own;
    },

    originOf(request) {
      if (known !== null) return known;
      const isTls = request.socket instanceof TLSSocket;
      const scheme = forwarded(request, 'x-forwarded-proto') ?? (isTls ? 'https' : 'http');
      const host = forwarded(request, 'x-forwarded-host') ?? request.headers.host ?? '';
      return /^https?$/.test(scheme) && saneHost.test(host) ? `${scheme}://${host}` : null;
    },
  };
}

/**
 * The part of an address that one client can be counted by: an IPv4 address, or the /64 of an IPv6 one, because a single
 * customer has all 2^64 addresses of it (RFC 6177 section 2).
 */
export function toNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const [a, b, c, d] = parsed.toNormalizedString().split(':');
  return `${a}:${b}:${c}:${d}::/64`;
}
