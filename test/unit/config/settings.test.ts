/** Each setting by itself: what it is when nobody sets it, what it may be, and what is refused with its name and what to write instead. */
import { describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig } from '#config/config.ts';
import { describeConfig } from '#config/describe-config.ts';
import { settingNames } from '#config/settings.ts';
import { Secret } from '#domain/secret.ts';

type Env = Readonly<Record<string, string>>;

const files: Readonly<Record<string, string>> = { 'manifest.json': '{}', secret: 'from a file' };
function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error('no such file');
  return text;
}
const account: Env = { FACEKI_CLIENT_ID: 'id', FACEKI_CLIENT_SECRET: 'secret', AUTH_MODE: 'none' };
const tokens: Env = {
  FACEKI_CLIENT_ID: 'id',
  FACEKI_CLIENT_SECRET: 'secret',
  AUTH_MODE: 'jwt',
  AUTH_ISSUER: 'https://login.example.com/',
  AUTH_AUDIENCE: 'kyc',
  AUTH_JWT_SECRET: 's'.repeat(32),
};

function problemsOf(env: Env): readonly string[] {
  try {
    readConfig(env, readFile);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

interface Row {
  readonly name: string;
  /** Beside what the setting makes sense. */
  readonly beside: Env;
  readonly read: (config: Config) => unknown;
  readonly unset: unknown;
  /** What may be written, and what it means. */
  readonly good: readonly (readonly [text: string, value: unknown])[];
  /** What is refused. `0` stands in one of the two lists of each number. */
  readonly bad: readonly string[];
}

const row = (
  name: string,
  beside: Env,
  read: Row['read'],
  unset: unknown,
  good: Row['good'],
  bad: Row['bad'],
): Row => ({
  name,
  beside,
  read,
  unset,
  good,
  bad,
});
const noNumbers = ['junk', '-1', '1.5', '1e3', '0x10', 'NaN', 'Infinity', '١٢', '99999999999'];
const whole = (name: string, read: Row['read'], unset: unknown, zero: 'good' | 'bad', beside: Env = {}) =>
  row(
    name,
    beside,
    read,
    unset,
    [['1000', 1_000], [' 2000 ', 2_000], ...(zero === 'good' ? ([['0', 0]] as const) : [])],
    [...noNumbers, ...(zero === 'bad' ? ['0'] : [])],
  );
const onOff = (name: string, read: Row['read'], unset: boolean, beside: Env = {}) =>
  row(
    name,
    beside,
    read,
    unset,
    [
      ['on', true],
      ['off', false],
    ],
    ['On', 'true', '1', '0', 'yes', 'junk'],
  );
const reveal = (secret: unknown) => (secret instanceof Secret ? secret.reveal() : secret);
const secretText = 'a secret of thirty-two characters';
const urls = ['junk', '0', 'ftp://x.example', '//x.example', 'x.example'];

const rows: readonly Row[] = [
  row(
    'NODE_ENV',
    { FACEKI_SANDBOX: 'on' },
    ({ isProduction }) => isProduction,
    false,
    [
      ['production', true],
      ['test', false],
      ['0', false],
    ],
    [],
  ),
  whole('PORT', ({ port }) => port, 4_000, 'good'),
  row(
    'HOST',
    tokens,
    ({ host }) => host,
    '127.0.0.1',
    [
      ['0.0.0.0', '0.0.0.0'],
      ['::', '::'],
      ['0', '0'],
    ],
    [],
  ),
  whole('SHUTDOWN_WITHIN_MS', ({ shutdownWithinMs }) => shutdownWithinMs, 25_000, 'good'),
  row(
    'PUBLIC_URL',
    {},
    ({ publicUrl }) => publicUrl,
    null,
    [['https://kyc.example.com/api', 'https://kyc.example.com/api']],
    urls,
  ),
  row(
    'TRUSTED_PROXIES',
    {},
    ({ trustedProxies }) => trustedProxies,
    [],
    [['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']]],
    ['junk', 'x.example', '10.0.0.0/99', ','],
  ),
  row(
    'CORS_ORIGINS',
    {},
    ({ corsOrigins }) => corsOrigins,
    [],
    [['https://a.example, http://localhost:3000', ['https://a.example', 'http://localhost:3000']]],
    ['*', 'null', 'a.example', 'https://a.example/', '0'],
  ),
  row(
    'FACEKI_CLIENT_ID',
    { FACEKI_CLIENT_SECRET: 's', AUTH_MODE: 'none' },
    ({ credentials }) => reveal(credentials?.clientId),
    'refused',
    [
      ['0', '0'],
      [secretText, secretText],
    ],
    [],
  ),
  row(
    'FACEKI_CLIENT_SECRET',
    { FACEKI_CLIENT_ID: 'i', AUTH_MODE: 'none' },
    ({ credentials }) => reveal(credentials?.clientSecret),
    'refused',
    [
      ['0', '0'],
      [secretText, secretText],
    ],
    [],
  ),
  row(
    'FACEKI_SANDBOX',
    { NODE_ENV: 'production' },
    ({ credentials }) => credentials,
    'refused',
    [['on', null]],
    ['true', '0'],
  ),
  row(
    'FACEKI_API',
    account,
    ({ faceki }) => faceki.generation,
    'v2',
    [
      ['v2', 'v2'],
      ['v3', 'v3'],
    ],
    ['V2', '2', '0', 'v4'],
  ),
  row(
    'FACEKI_WORKFLOW_ID',
    {},
    ({ faceki }) => faceki.workflowId,
    null,
    [
      ['f-1', 'f-1'],
      ['0', '0'],
    ],
    [],
  ),
  row(
    'FACEKI_FACE_LOGIN',
    account,
    ({ faceki }) => faceki.faceLogin,
    null,
    [
      ['bio-verify', 'bio-verify'],
      ['facelink-login', 'facelink-login'],
    ],
    ['junk', '0'],
  ),
  row(
    'FACEKI_BASE_URL',
    {},
    ({ faceki }) => faceki.baseUrl,
    'https://sdk.faceki.com',
    [
      ['https://x.example', 'https://x.example'],
      ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ],
    [...urls, 'http://x.example'],
  ),
  row(
    'FACEKI_BIO_BASE_URL',
    {},
    ({ faceki }) => faceki.bioBaseUrl,
    'https://sdkbio.faceki.com',
    [['https://x.example', 'https://x.example']],
    [...urls, 'http://x.example'],
  ),
  row(
    'FACEKI_IMAGE_HOSTS',
    {},
    ({ images }) => images.hosts,
    [],
    [['a.example, b.example:8443', ['a.example', 'b.example:8443']]],
    ['https://a.example', 'a/b', '', ','].filter((text) => text !== ''),
  ),
  whole('FACEKI_TIMEOUT_MS', ({ faceki }) => faceki.timeoutMs, 120_000, 'bad'),
  whole('VERIFY_ANSWER_WITHIN_MS', ({ answerWithinMs }) => answerWithinMs, 25_000, 'bad'),
  whole('FACEKI_MAX_CONCURRENT', ({ faceki }) => faceki.maxConcurrent, 32, 'bad'),
  onOff('CIRCUIT_BREAKER', ({ faceki }) => faceki.circuitBreaker, true),
  row(
    'FACE_LOGIN_SUBJECT',
    { ...account, FACEKI_FACE_LOGIN: 'bio-verify' },
    ({ faceLogin }) => faceLogin.subject,
    'ledger',
    [
      ['account', 'account'],
      ['ledger', 'ledger'],
    ],
    ['junk', '0'],
  ),
  row(
    'FACE_LOGIN_MIN_CONFIDENCE',
    {},
    ({ faceLogin }) => faceLogin.minConfidence,
    0,
    [
      ['0', 0],
      ['0.85', 0.85],
      ['1', 1],
    ],
    ['1.01', '-0.1', '85%', 'junk', '0,5', '.', '1.2.3'],
  ),
  row(
    'DATABASE_URL',
    {},
    ({ databaseUrl }) => databaseUrl,
    'sqlite:./data/sandbox.db',
    [
      ['sqlite::memory:', 'sqlite::memory:'],
      ['postgres://db/x', 'postgres://db/x'],
      ['postgresql://kyc:p%40ss@db:5432/x', 'postgresql://kyc:p%40ss@db:5432/x'],
    ],
    ['mysql://db/x', './data/gateway.db', 'sqlite:', 'db/x', 'postgres://kyc:planted#1@db/x', '0'],
  ),
  row(
    'AUTH_MODE',
    { ...tokens, AUTH_MODE: '' },
    ({ auth }) => auth.mode,
    'refused',
    [
      ['jwt', 'jwt'],
      ['none', 'none'],
    ],
    ['JWT', 'off', '0'],
  ),
  row(
    'AUTH_JWKS_URL',
    { ...tokens, AUTH_JWT_SECRET: '' },
    ({ auth }) => auth.mode === 'jwt' && auth.jwksUrl,
    'refused',
    [['https://x.example/jwks', 'https://x.example/jwks']],
    [...urls, 'http://x.example/jwks'],
  ),
  row(
    'AUTH_JWT_SECRET',
    tokens,
    ({ auth }) => auth.mode === 'jwt' && reveal(auth.secret),
    'refused',
    [[secretText, secretText]],
    ['0', 'short', 'x'.repeat(31)],
  ),
  row(
    'AUTH_ISSUER',
    tokens,
    ({ auth }) => auth.mode === 'jwt' && auth.issuer,
    'refused',
    [
      ['x', 'x'],
      ['0', '0'],
    ],
    [],
  ),
  row(
    'AUTH_AUDIENCE',
    tokens,
    ({ auth }) => auth.mode === 'jwt' && auth.audience,
    'refused',
    [
      ['x', 'x'],
      ['0', '0'],
    ],
    [],
  ),
  row(
    'SESSION_PRIVATE_KEY',
    {},
    ({ session }) => reveal(session.privateKey),
    null,
    [['{"kty":"OKP"}', '{"kty":"OKP"}']],
    [],
  ),
  whole('SESSION_TTL_SECONDS', ({ session }) => session.ttlSeconds, 900, 'bad'),
  row(
    'UPLOAD_MAX_BYTES',
    { UPLOAD_BUDGET_BYTES: '2GB' },
    ({ upload }) => upload.maxFileBytes,
    10_000_000,
    [
      ['5000', 5_000],
      ['12MB', 12_000_000],
      ['1 gb', 1_000_000_000],
      ['7kB', 7_000],
    ],
    ['0', '0MB', '-1', '1.5MB', '10 MiB', 'junk', 'MB'],
  ),
  row(
    'UPLOAD_BUDGET_BYTES',
    {},
    ({ upload }) => upload.budgetBytes,
    128_000_000,
    [['256MB', 256_000_000]],
    ['0', 'junk', '-5MB'],
  ),
  row(
    'RATE_LIMIT',
    tokens,
    ({ limits }) => limits.verifyPerOwnerPerDay,
    20,
    [
      ['on', 20],
      ['off', null],
    ],
    ['0', 'false', 'junk'],
  ),
  whole('LIMIT_VERIFY_PER_OWNER_PER_DAY', ({ limits }) => limits.verifyPerOwnerPerDay, 20, 'bad', tokens),
  whole('LIMIT_FACE_LOGIN_PER_MINUTE', ({ limits }) => limits.faceLoginPerMinute, 5, 'bad', tokens),
  whole('LIMIT_FACE_LOGIN_PER_DAY', ({ limits }) => limits.faceLoginPerDay, null, 'bad', tokens),
  row(
    'IMAGE_LINK_SECRET',
    {},
    ({ images }) => reveal(images.linkSecret),
    null,
    [[secretText, secretText]],
    ['0', 'short'],
  ),
  row(
    'WEBHOOK_SECRET',
    {},
    ({ webhookSecret }) => reveal(webhookSecret),
    null,
    [['a-secret-of-the-webhook', 'a-secret-of-the-webhook']],
    ['a/b', 'a b', 'a?b'],
  ),
  row(
    'LINK_REDIRECT_ORIGINS',
    {},
    ({ linkRedirectOrigins }) => linkRedirectOrigins,
    [],
    [['https://a.example', ['https://a.example']]],
    ['*', 'a.example', 'https://a.example/x'],
  ),
  onOff('GRAPHIQL', ({ graphiql }) => graphiql, true),
  onOff('INTROSPECTION', ({ introspection }) => introspection, true),
  row('LEDGER_RETENTION_DAYS', {}, ({ retentionDays }) => retentionDays, null, [['30', 30]], [...noNumbers, '0']),
  row(
    'PERSISTED_DOCUMENTS',
    {},
    ({ persisted }) => persisted?.manifest ?? null,
    null,
    [['manifest.json', '{}']],
    ['0', 'not-there.json'],
  ),
  row(
    'PERSISTED_ONLY',
    { PERSISTED_DOCUMENTS: 'manifest.json' },
    ({ persisted }) => persisted?.only,
    false,
    [
      ['on', true],
      ['off', false],
    ],
    ['0', 'junk'],
  ),
  row(
    'LOG_LEVEL',
    {},
    ({ logLevel }) => logLevel,
    'info',
    [
      ['debug', 'debug'],
      ['silent', 'silent'],
    ],
    ['trace', 'INFO', '0'],
  ),
  onOff('METRICS', ({ metrics }) => metrics, true),
  row(
    'OTEL_TRACES_EXPORTER',
    {},
    ({ traces }) => traces?.exporter ?? null,
    null,
    [
      ['otlp', 'otlp'],
      ['console', 'console'],
      ['none', null],
    ],
    ['jaeger', '0'],
  ),
  row(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    {},
    ({ traces }) => traces?.endpoint ?? null,
    null,
    [
      ['http://collector:4318', 'http://collector:4318'],
      ['https://x.example/otlp', 'https://x.example/otlp'],
    ],
    ['junk', '0', 'grpc://x.example', 'x.example:4318'],
  ),
  row(
    'OTEL_EXPORTER_OTLP_HEADERS',
    { OTEL_TRACES_EXPORTER: 'otlp' },
    ({ traces }) => reveal(traces?.headers),
    null,
    [['a=b', 'a=b']],
    [],
  ),
  row(
    'OTEL_SERVICE_NAME',
    { OTEL_TRACES_EXPORTER: 'otlp' },
    ({ traces }) => traces?.serviceName,
    'faceki-gateway',
    [
      ['kyc', 'kyc'],
      ['0', '0'],
    ],
    [],
  ),
  row(
    'OTEL_TRACES_SAMPLER_ARG',
    { OTEL_TRACES_EXPORTER: 'otlp' },
    ({ traces }) => traces?.ratio,
    1,
    [
      ['0', 0],
      ['0.1', 0.1],
    ],
    ['2', 'junk', '-1'],
  ),
];

test('no setting is left out here', () => {
  expect(rows.map(({ name }) => name).toSorted()).toEqual(settingNames.toSorted());
});

describe.each(rows)('$name', ({ name, beside, read, unset, good, bad }) => {
  test.each([undefined, '', '   '])('is the default when it is %j', (text) => {
    const { [name]: _itself, ...others } = beside;
    const env = text === undefined ? others : { ...others, [name]: text };
    if (unset === 'refused') expect(problemsOf(env)).not.toEqual([]);
    else expect(read(readConfig(env, readFile))).toEqual(unset);
  });

  test.each(good)('may be %j', (text, value) => {
    expect(read(readConfig({ ...beside, [name]: text }, readFile))).toEqual(value);
  });

  test.each(bad)('may not be %j, and the problem says its name and what to write', (text) => {
    const problems = problemsOf({ ...beside, [name]: text });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: \\w.*\\.$`))]);
  });

  test('may come from a file', () => {
    const [[text = ''] = []] = good;
    const { [name]: _itself, ...others } = beside;
    const fromFile = readConfig({ ...others, [`${name}_FILE`]: 'its file' }, (path) =>
      path === 'its file' ? text : readFile(path),
    );
    expect(read(fromFile)).toEqual(good[0]?.[1]);
  });
});

test('all problems are told at once: of single settings, of several together, and names that are none', () => {
  expect(
    problemsOf({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      FACEKI_CLIENT_ID: 'id',
      FACEKI_CLIENT_SECRT: 's',
      AUTH_MODE: 'jwt',
    }).map((problem) => problem.split(/[: ]/)[0]),
  ).toEqual([
    'PORT',
    'LOG_LEVEL',
    'FACEKI_CLIENT_SECRET',
    'AUTH_JWKS_URL',
    'AUTH_ISSUER',
    'AUTH_AUDIENCE',
    'FACEKI_CLIENT_SECRT',
  ]);
});

test('what follows from a wrong setting alone is not told as another problem', () => {
  expect(problemsOf({ AUTH_MODE: 'jtw', HOST: '0.0.0.0' })).toEqual([expect.stringMatching(/^AUTH_MODE: /)]);
});

test('a setting and its file together are a problem, and so is a file that cannot be read', () => {
  expect(problemsOf({ AUTH_ISSUER: 'x', AUTH_ISSUER_FILE: 'secret' })).toEqual([
    'AUTH_ISSUER: set it or AUTH_ISSUER_FILE, not both.',
  ]);
  expect(problemsOf({ AUTH_ISSUER_FILE: 'nowhere' })).toEqual([
    expect.stringMatching(/^AUTH_ISSUER_FILE: the file cannot be read/),
  ]);
});

test('a name that begins like ours and is none is pointed out', () => {
  expect(readConfig({ FACEKI_TIMEOUT: '5' }, readFile).warnings).toEqual([
    expect.stringMatching(
      /^FACEKI_TIMEOUT is no setting of this gateway\. Those that begin so are .*FACEKI_TIMEOUT_MS/,
    ),
  ]);
  expect(readConfig({ FACEKI_CLIENT_ID_FILE: '' }, readFile).warnings).toEqual([]);
});

test('the summary says what the settings amount to, and no secret', () => {
  const summary = describeConfig(
    readConfig(
      {
        ...tokens,
        DATABASE_URL: 'postgres://planted:planted@db.example:5433/kyc',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://planted@collector:4318',
      },
      readFile,
    ),
  );
  expect(summary).toContain('PostgreSQL at db.example:5433/kyc');
  expect(summary).toContain('to collector:4318');
  expect(summary).not.toMatch(/planted|sssss|secret/);
});
