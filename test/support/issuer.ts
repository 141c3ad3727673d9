/** The application's login as an OpenID provider: signs tokens with keys of its own and publishes them on a real socket. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Scope } from '#domain/caller.ts';

export interface Issuer extends AsyncDisposable {
  readonly url: string;
  /** For `startGateway`. */
  readonly settings: Record<string, string>;
  /** How often the keys were read. */
  readonly readings: number;
  /** A good token, but for what is said otherwise. */
  sign(claims?: JWTPayload & { readonly scope?: string }, header?: { alg?: string; kid?: string }): Promise<string>;
  /** The same as headers of a request. */
  bearer(userId: string, ...scopes: readonly Scope[]): Promise<{ authorization: string }>;
  /** A new key, published beside the others, signs from now on. */
  rotate(): Promise<void>;
  /** From now on the keys cannot be read; or they can be again. */
  fail(isDown: boolean): void;
}

const issuerName = 'https://login.example.com/';
export const audience = 'kyc';

export async function startIssuer(): Promise<Issuer> {
  const keys: { kid: string; privateKey: CryptoKey; jwk: object }[] = [];
  let readings = 0;
  let isDown = false;

  async function addKey(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const kid = `key-${keys.length + 1}`;
    keys.push({ kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } });
  }
  await addKey();

  const server = createServer((_request, response) => {
    readings += 1;
    if (isDown) return response.writeHead(503).end('down for maintenance');
    return response
      .writeHead(200, { 'content-type': 'application/jwk-set+json' })
      .end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;

  const sign: Issuer['sign'] = async (claims = {}, header = {}) => {
    const newest = keys.at(-1);
    if (newest === undefined) throw new Error('an issuer has a key');
    const now = Math.floor(Date.now() / 1000);
    const payload = { sub: 'ada', iss: issuerName, aud: audience, iat: now, exp: now + 600, ...claims };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', kid: newest.kid, ...header })
      .sign(newest.privateKey);
  };

  return {
    url,
    settings: { AUTH_MODE: 'jwt', AUTH_JWKS_URL: url, AUTH_ISSUER: issuerName, AUTH_AUDIENCE: audience },
    get readings() {
      return readings;
    },
    sign,
    bearer: async (userId, ...scopes) => ({
      authorization: `Bearer ${await sign({ sub: userId, scope: scopes.join(' ') })}`,
    }),
    rotate: addKey,
    fail(down) {
      isDown = down;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
