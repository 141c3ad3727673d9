/** With AUTH_MODE=none everybody who gets through has all rights, so only this machine may: no proxy, and no name but loopback's. */
import type { IncomingMessage } from 'node:http';

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Why a request may not come in; null when it may. A foreign `Host` is how a rebound DNS name shows itself. */
export function refuseForeign(request: IncomingMessage): string | null {
  if (forwardingHeaders.some((name) => request.headers[name] !== undefined)) {
    return 'AUTH_MODE=none takes no forwarded requests. Set AUTH_MODE=jwt to run behind a proxy.';
  }
  if (!loopbackHost.test(request.headers.host ?? '')) {
    return 'AUTH_MODE=none answers under a loopback name alone. Use http://localhost or http://127.0.0.1.';
  }
  return null;
}
