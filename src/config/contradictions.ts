/** What several settings say together: what cannot be true, and what can and may not be meant. Pure; each sentence names its settings. */
import { isLoopback } from './setting-kinds.ts';
import type { Settings } from './settings.ts';

/** What cannot be true together. */
export function contradictions(env: Settings): string[] {
  const problems: string[] = [];
  const isProduction = env.NODE_ENV === 'production';
  if ((env.FACEKI_CLIENT_ID === null) !== (env.FACEKI_CLIENT_SECRET === null)) {
    const missing = env.FACEKI_CLIENT_ID === null ? 'FACEKI_CLIENT_ID' : 'FACEKI_CLIENT_SECRET';
    problems.push(`${missing}: set it too; the id and the secret come as a pair from the vendor's portal.`);
  }
  if (isSandbox(env) && isProduction && env.FACEKI_SANDBOX === 'off') {
    problems.push(
      'FACEKI_CLIENT_ID: set it and FACEKI_CLIENT_SECRET, or FACEKI_SANDBOX=on to run production without Faceki.',
    );
  }
  if (!isSandbox(env) && env.FACEKI_SANDBOX === 'on') {
    problems.push('FACEKI_SANDBOX: leave it off when FACEKI_CLIENT_ID is set; the sandbox takes no real credentials.');
  }
  if (env.PERSISTED_ONLY === 'on' && env.PERSISTED_DOCUMENTS === null) {
    problems.push('PERSISTED_DOCUMENTS: with PERSISTED_ONLY=on name the manifest, or nothing could be asked at all.');
  }
  const mode = env.AUTH_MODE ?? (isSandbox(env) ? 'none' : null);
  if (mode === null) {
    problems.push(
      'AUTH_MODE: say jwt (with AUTH_JWKS_URL or AUTH_JWT_SECRET), or none to let everybody in on loopback.',
    );
  }
  if (mode === 'none' && !isLoopback(env.HOST)) {
    problems.push(
      `HOST: with AUTH_MODE=none everybody has all rights, so listen on 127.0.0.1, not ${JSON.stringify(env.HOST)}.`,
    );
  }
  if (env.IMAGE_LINK_SECRET !== null && Buffer.byteLength(env.IMAGE_LINK_SECRET.reveal()) < 32) {
    problems.push('IMAGE_LINK_SECRET: use at least 32 bytes; shorter ones can be guessed.');
  }
  if (env.UPLOAD_MAX_BYTES > env.UPLOAD_BUDGET_BYTES) {
    problems.push('UPLOAD_BUDGET_BYTES: give at least UPLOAD_MAX_BYTES; a larger photo would never find room.');
  }
  const matcher = faceMatcher(env);
  if (env.FACE_LOGIN_SUBJECT === 'account' && !knowsAccounts(matcher)) {
    problems.push(
      `FACE_LOGIN_SUBJECT: account needs FACEKI_FACE_LOGIN=bio-verify or facelink-login; ${matcher} knows no accounts.`,
    );
  }
  if (env.AUTH_ISSUER === 'faceki-gateway') {
    problems.push(
      'AUTH_ISSUER: "faceki-gateway" is how this gateway signs its own sessions; the application’s issuer needs another name.',
    );
  }
  if (mode === 'jwt') {
    if ((env.AUTH_JWKS_URL === null) === (env.AUTH_JWT_SECRET === null)) {
      problems.push('AUTH_JWKS_URL: with AUTH_MODE=jwt set it or AUTH_JWT_SECRET, one of the two.');
    }
    if (env.AUTH_ISSUER === null) problems.push('AUTH_ISSUER: with AUTH_MODE=jwt say who issues the tokens.');
    if (env.AUTH_AUDIENCE === null)
      problems.push('AUTH_AUDIENCE: with AUTH_MODE=jwt say for whom the tokens are meant.');
    const length = env.AUTH_JWT_SECRET === null ? 32 : Buffer.byteLength(env.AUTH_JWT_SECRET.reveal());
    if (length < 32)
      problems.push('AUTH_JWT_SECRET: use at least 32 bytes; shorter ones can be guessed (RFC 7518 section 3.2).');
  }
  return problems;
}

/** What works, and may not be what was meant. */
export function doubts(env: Settings): readonly string[] {
  const warnings: string[] = [];
  const idle = tokenSettings.filter((name) => env.AUTH_MODE !== 'jwt' && env[name] !== null);
  if (idle.length > 0) {
    warnings.push(`${idle.join(', ')} mean nothing without AUTH_MODE=jwt: every caller has all rights.`);
  }
  const matcher = faceMatcher(env);
  if (env.FACE_LOGIN_MIN_CONFIDENCE > 0 && !knowsAccounts(matcher)) {
    warnings.push(`FACE_LOGIN_MIN_CONFIDENCE: ${matcher} gives none, so that anything above 0 lets nobody in.`);
  }
  if (env.DATABASE_URL?.startsWith('postgres') && !isSandbox(env) && env.IMAGE_LINK_SECRET === null) {
    warnings.push('IMAGE_LINK_SECRET is not set: with several replicas a link to an image works at one of them alone.');
  }
  if (env.FACEKI_API === 'v3' && env.FACEKI_WORKFLOW_ID === null && !isSandbox(env)) {
    warnings.push(
      'FACEKI_WORKFLOW_ID is not set: under V3 each verification and each link then has to name its workflow.',
    );
  }
  if (env.WEBHOOK_SECRET !== null && env.WEBHOOK_SECRET.reveal().length < 16) {
    warnings.push('WEBHOOK_SECRET is short: use 16 characters or more, so that nobody guesses the address.');
  }
  return warnings;
}

/** Without an account there is the embedded sandbox instead. */
function isSandbox(env: Settings): boolean {
  return env.FACEKI_CLIENT_ID === null && env.FACEKI_CLIENT_SECRET === null;
}

const tokenSettings = ['AUTH_JWKS_URL', 'AUTH_JWT_SECRET', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

/** Who looks faces up: the operator's choice, else the generation's own. */
function faceMatcher(env: Settings) {
  return env.FACEKI_FACE_LOGIN ?? (env.FACEKI_API === 'v3' ? 'search-by-face' : 'face-check');
}

/** The biometric services have accounts, and may say how sure they are; the searches among those who were verified have and say neither. */
function knowsAccounts(matcher: ReturnType<typeof faceMatcher>): boolean {
  return matcher === 'bio-verify' || matcher === 'facelink-login';
}
