/** Tokens of the gateway's callers, signed once: who verifies in the bench is many people, as in life, so that daily limits stay on. */
import { createHmac } from 'node:crypto';

const secret = 'a shared secret for the bench alone, 32 bytes or more';
const issuer = 'https://login.example.com/';
const audience = 'kyc';

/** Settings of a gateway that takes these tokens. */
export const jwtSettings = {
  AUTH_MODE: 'jwt',
  AUTH_JWT_SECRET: secret,
  AUTH_ISSUER: issuer,
  AUTH_AUDIENCE: audience,
} as const;

/** A token of this user, good for a day. */
export function tokenOf(userId: string, scope: string): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const claims = { sub: userId, scope, iss: issuer, aud: audience, iat: nowSeconds, exp: nowSeconds + 86_400 };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map(encode).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
