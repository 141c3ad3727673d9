/** Settings: wrong ones are reported all at once, by name, with what to write; secrets are never repeated. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig } from '#config/config.ts';
import { settingNames } from '#config/settings.ts';
import { faceSessionIssuer } from '#server/authentication/face-sessions.ts';

const noFile = () => {
  throw new Error('no such file');
};
const read = (env: Record<string, string>) => readConfig(env, noFile);
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
const live = { FACEKI_CLIENT_ID: 'id', FACEKI_CLIENT_SECRET: 'secret' };
const jwt = {
  AUTH_MODE: 'jwt',
  AUTH_ISSUER: 'https://login.example.com/',
  AUTH_AUDIENCE: 'kyc',
  AUTH_JWT_SECRET: 's'.repeat(32),
};

describe('whatever the environment holds,', () => {
  const anyValue = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'on',
      'off',
      'none',
      'jwt',
      'v3',
      'production',
      '0',
      '4000',
      '10MB',
      'https://x.example',
      'http://127.0.0.1:1',
      '10.0.0.0/8',
      '*',
      'null',
    ),
  );
  const anyEnv = fc.dictionary(fc.constantFrom(...settingNames), anyValue, { maxKeys: 12 });

  test('reading it gives settings, or sentences that begin with the settings’ names, and nothing else', () => {
    fc.assert(
      fc.property(anyEnv, (env) => {
        for (const problem of problemsOf(env)) {
          const name = /^([A-Z_]+): ./.exec(problem)?.[1];
          expect(settingNames, problem).toContain(name);
          expect(problem).toMatch(/\.$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no secret is in the problems, nor in the settings when they are printed', () => {
    const secrets = [
      'FACEKI_CLIENT_ID',
      'FACEKI_CLIENT_SECRET',
      'AUTH_JWT_SECRET',
      'SESSION_PRIVATE_KEY',
      'IMAGE_LINK_SECRET',
    ];
    fc.assert(
      fc.property(anyEnv, fc.stringMatching(/^planted[a-z0-9]{1,40}$/), (env, secret) => {
        const planted = { ...env, ...Object.fromEntries(secrets.map((name) => [name, secret])) };
        let config: Config | null = null;
        try {
          config = read(planted);
        } catch (error) {
          expect(inspect(error, { depth: 9 })).not.toContain(secret);
        }
        expect(`${JSON.stringify(config)}${inspect(config, { depth: 9 })}`).not.toContain(secret);
      }),
    );
  });

  test('nobody gets all rights over a network, or without being asked for it with a real account', () => {
    fc.assert(
      fc.property(anyEnv, (env) => {
        let config: Config;
        try {
          config = read(env);
        } catch {
          return;
        }
        if (config.auth.mode !== 'none') return;
        expect(config.host).toMatch(/^(localhost|127\.|\[?::1)/);
        if (config.credentials !== null) expect(env.AUTH_MODE?.trim()).toBe('none');
      }),
      { numRuns: 500 },
    );
  });
});

describe('refused is', () => {
  test.each([
    ['a wildcard origin', { CORS_ORIGINS: '*' }, /^CORS_ORIGINS: /],
    ['the origin of sandboxed pages', { CORS_ORIGINS: 'null' }, /^CORS_ORIGINS: /],
    ['an origin with a path', { CORS_ORIGINS: 'https://app.example.com/' }, /^CORS_ORIGINS: /],
    [
      'a proxy that is no address',
      { TRUSTED_PROXIES: '10.0.0.0/8, proxy.example.com' },
      /^TRUSTED_PROXIES: .*"proxy\.example\.com"/,
    ],
    ['a public address that is none', { PUBLIC_URL: 'ftp://kyc.example.com' }, /^PUBLIC_URL: /],
    ['a public address with a password', { PUBLIC_URL: 'https://user:pw@kyc.example.com' }, /^PUBLIC_URL: /],
    ['an image host that is a URL', { FACEKI_IMAGE_HOSTS: 'https://prodstorage.faceki.com/' }, /^FACEKI_IMAGE_HOSTS: /],
    ['a short secret for links', { IMAGE_LINK_SECRET: 'short' }, /^IMAGE_LINK_SECRET: use at least 32 bytes/],
    ['a short secret for tokens', { ...jwt, AUTH_JWT_SECRET: 'short' }, /^AUTH_JWT_SECRET: use at least 32 bytes/],
    ['our own name as the application’s issuer', { ...jwt, AUTH_ISSUER: faceSessionIssuer }, /^AUTH_ISSUER: /],
    ['a token issuer without a name', { ...jwt, AUTH_ISSUER: '' }, /^AUTH_ISSUER: /],
    ['key set and secret together', { ...jwt, AUTH_JWKS_URL: 'https://x.example/jwks' }, /^AUTH_JWKS_URL: /],
    [
      'keys over plain HTTP',
      { ...jwt, AUTH_JWT_SECRET: '', AUTH_JWKS_URL: 'http://x.example/jwks' },
      /^AUTH_JWKS_URL: write an https/,
    ],
    ['a real account without a word on callers', live, /^AUTH_MODE: /],
    ['a photo that is larger than all may be together', { UPLOAD_MAX_BYTES: '200MB' }, /^UPLOAD_BUDGET_BYTES: /],
    ['everybody with all rights on a network', { ...live, AUTH_MODE: 'none', HOST: '0.0.0.0' }, /^HOST: /],
    ['… under a name that only ends like this machine’s', { HOST: 'not-localhost' }, /^HOST: /],
    ['… at an address that only begins like this machine’s', { HOST: '127.example.com' }, /^HOST: /],
    ['… or in plain HTTP there', { FACEKI_BASE_URL: 'http://127.0.0.1.example.com' }, /^FACEKI_BASE_URL: /],
    ['a sandbox for real credentials', { ...live, ...jwt, FACEKI_SANDBOX: 'on' }, /^FACEKI_SANDBOX: leave it off/],
    ['production without an account', { NODE_ENV: 'production' }, /^FACEKI_CLIENT_ID: .*FACEKI_SANDBOX=on/],
    [
      'accounts of a search that knows none',
      { FACE_LOGIN_SUBJECT: 'account' },
      /^FACE_LOGIN_SUBJECT: .*face-check knows no accounts/,
    ],
    [
      'accounts of V3’s search, which knows none either',
      { FACE_LOGIN_SUBJECT: 'account', FACEKI_API: 'v3' },
      /^FACE_LOGIN_SUBJECT: .*search-by-face knows no accounts/,
    ],
  ])('%s', (_name, env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)]);
  });
});

test('a password in an address is not repeated, whatever is wrong with the address', () => {
  const wrong = [
    'gopher://user:planted@host.example/path',
    'https//u:planted@x',
    'u:planted@x',
    'http://u:pla/planted@x',
  ];
  for (const url of wrong) {
    for (const name of ['FACEKI_BASE_URL', 'AUTH_JWKS_URL', 'PUBLIC_URL', 'DATABASE_URL']) {
      expect(problemsOf({ [name]: url })).toEqual([expect.stringMatching(new RegExp(`^${name}: (?!.*planted)`))]);
    }
  }
});

test('all of an address but its password is repeated', () => {
  for (const name of ['FACEKI_BASE_URL', 'AUTH_JWKS_URL', 'PUBLIC_URL']) {
    const [problem, ...others] = problemsOf({ [name]: 'gopher://user:planted@host.example/path' });
    expect(others).toEqual([]);
    expect(problem).toContain('gopher://[secret]@host.example/path');
  }
});

test('a link secret that replicas do not share is pointed out', () => {
  const shared = { ...live, ...jwt, DATABASE_URL: 'postgres://db.example/kyc' };
  expect(read(shared).warnings).toEqual([expect.stringMatching(/^IMAGE_LINK_SECRET/)]);
  expect(read({ ...shared, IMAGE_LINK_SECRET: 's'.repeat(32) }).warnings).toEqual([]);
});

test('a workflow that nobody named, and a webhook that can be guessed, are pointed out', () => {
  const v3 = { ...live, ...jwt, FACEKI_API: 'v3' };
  expect(read(v3).warnings).toEqual([expect.stringMatching(/^FACEKI_WORKFLOW_ID is not set/)]);
  expect(read({ ...v3, FACEKI_WORKFLOW_ID: 'w-1' }).warnings).toEqual([]);
  expect(read({ WEBHOOK_SECRET: 'short' }).warnings).toEqual([expect.stringMatching(/^WEBHOOK_SECRET is short/)]);
  expect(read({ WEBHOOK_SECRET: 's'.repeat(16) }).warnings).toEqual([]);
});

test('settings for tokens are pointed out where none are asked for', () => {
  const { AUTH_MODE: _mode, ...forTokens } = jwt;
  expect(read(forTokens).warnings).toEqual([
    'AUTH_JWT_SECRET, AUTH_ISSUER, AUTH_AUDIENCE mean nothing without AUTH_MODE=jwt: every caller has all rights.',
  ]);
  expect(read({ ...jwt, AUTH_MODE: 'none' }).warnings).toHaveLength(1);
  expect(read(jwt).warnings).toEqual([]);
});

test('a confidence that face login can never reach is pointed out', () => {
  const least = { FACE_LOGIN_MIN_CONFIDENCE: '0.8' };
  expect(read(least).warnings).toEqual([expect.stringMatching(/^FACE_LOGIN_MIN_CONFIDENCE: face-check gives none/)]);
  expect(read({ ...least, FACEKI_API: 'v3' }).warnings).toEqual([expect.stringContaining('search-by-face')]);
  expect(read({ ...least, FACEKI_FACE_LOGIN: 'bio-verify' }).warnings).toEqual([]);
});

test('limits are on with a real account; the sandbox has none by the day, and RATE_LIMIT=off has none at all', () => {
  const limits = (env: Record<string, string>) => read(env).limits;
  expect(limits({ ...live, ...jwt, LIMIT_FACE_LOGIN_PER_DAY: '7' })).toEqual({
    faceLoginPerMinute: 5,
    faceLoginPerDay: 7,
    verifyPerOwnerPerDay: 20,
  });
  expect(limits({})).toEqual({ faceLoginPerMinute: 5, faceLoginPerDay: null, verifyPerOwnerPerDay: null });
  expect(limits({ ...live, ...jwt, RATE_LIMIT: 'off', LIMIT_FACE_LOGIN_PER_DAY: '7' })).toEqual({
    faceLoginPerMinute: null,
    faceLoginPerDay: null,
    verifyPerOwnerPerDay: null,
  });
});
