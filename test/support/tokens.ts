/** Tokens as an application's login issues them, and the settings of a gateway that takes them. */
import { SignJWT } from 'jose';
import type { Scope } from '#domain/caller.ts';

const secret = 'a shared secret of 32 bytes or more';
const issuer = 'https://login.example.com/';
const audience = 'kyc';

/** For `startGateway` and `startProcess`. */
export const jwtSettings = {
  AUTH_MODE: 'jwt',
  AUTH_JWT_SECRET: secret,
  AUTH_ISSUER: issuer,
  AUTH_AUDIENCE: audience,
} as const;

/** A token of this user, good for ten minutes. */
export function tokenOf(userId: string, ...scopes: readonly Scope[]): Promise<string> {
  return new SignJWT({ scope: scopes.join(' ') })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(secret));
}

/** The same as headers of a request. */
export async function bearer(userId: string, ...scopes: readonly Scope[]): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await tokenOf(userId, ...scopes)}` };
}
