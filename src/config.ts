/** Reads the settings: pure, once, at the edge. Every problem is reported at once, by name, with what to write instead; secrets are opaque. */
import { z } from 'zod';
import {
  bytes,
  collectorUrl,
  fraction,
  isHost,
  isLoopback,
  isOrigin,
  isProxy,
  ledgerUrl,
  listOf,
  oneOf,
  pathSecret,
  publicUrl,
  secret,
  secureUrl,
  setting,
  text,
  whole,
} from './setting-kinds.ts';

/** Why the settings cannot be used: one sentence per problem, each beginning with the setting's name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const settings = z.object({
  NODE_ENV: text,
  PORT: whole(0, 65_535, 4000),
  HOST: setting('127.0.0.1', (value) => value),
  SHUTDOWN_WITHIN_MS: whole(0, 900_000, 25_000),
  PUBLIC_URL: publicUrl,
  TRUSTED_PROXIES: listOf('addresses or ranges like 10.0.0.0/8, separated by commas', isProxy),
  CORS_ORIGINS: listOf('origins like https://app.example.com, separated by commas', isOrigin),
  FACEKI_CLIENT_ID: secret,
  FACEKI_CLIENT_SECRET: secret,
  FACEKI_SANDBOX: oneOf(['on', 'off'], 'off'),
  FACEKI_API: oneOf(['v2', 'v3'], 'v2'),
  FACEKI_WORKFLOW_ID: text,
  FACEKI_FACE_LOGIN: oneOf(['face-check', 'search-by-face', 'bio-verify', 'facelink-login'], null),
  FACEKI_BASE_URL: secureUrl(null),
  FACEKI_BIO_BASE_URL: secureUrl(null),
  FACEKI_IMAGE_HOSTS: listOf('host names like prodstorage.faceki.com, separated by commas', isHost),
  FACEKI_TIMEOUT_MS: whole(1_000, 900_000, 120_000),
  VERIFY_ANSWER_WITHIN_MS: whole(1_000, 900_000, 25_000),
  FACEKI_MAX_CONCURRENT: whole(1, 10_000, 32),
  CIRCUIT_BREAKER: oneOf(['on', 'off'], 'on'),
  FACE_LOGIN_SUBJECT: oneOf(['ledger', 'account'], 'ledger'),
  FACE_LOGIN_MIN_CONFIDENCE: fraction(0),
  DATABASE_URL: ledgerUrl,
  AUTH_MODE: oneOf(['none', 'jwt'], null),
  AUTH_JWKS_URL: secureUrl(null),
  AUTH_JWT_SECRET: secret,
  AUTH_ISSUER: text,
  AUTH_AUDIENCE: text,
  SESSION_PRIVATE_KEY: secret,
  SESSION_TTL_SECONDS: whole(60, 86_400, 900),
  UPLOAD_MAX_BYTES: bytes(10_000_000),
  UPLOAD_BUDGET_BYTES: bytes(128_000_000),
  RATE_LIMIT: oneOf(['on', 'off'], 'on'),
  LIMIT_VERIFY_PER_OWNER_PER_DAY: whole(1, 1_000_000, 20),
  LIMIT_FACE_LOGIN_PER_MINUTE: whole(1, 1_000_000, 5),
  LIMIT_FACE_LOGIN_PER_DAY: whole(1, 1_000_000_000, null),
  IMAGE_LINK_SECRET: secret,
  WEBHOOK_SECRET: pathSecret,
  LINK_REDIRECT_ORIGINS: listOf('origins like https://app.example.com, separated by commas', isOrigin),
  GRAPHIQL: oneOf(['on', 'off'], null),
  INTROSPECTION: oneOf(['on', 'off'], null),
  LEDGER_RETENTION_DAYS: whole(1, 36_500, null),
  PERSISTED_DOCUMENTS: text,
  PERSISTED_ONLY: oneOf(['on', 'off'], 'off'),
  LOG_LEVEL: oneOf(['silent', 'error', 'warn', 'info', 'debug'], 'info'),
  METRICS: oneOf(['on', 'off'], 'on'),
  OTEL_TRACES_EXPORTER: oneOf(['otlp', 'console', 'none'], null),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_HEADERS: secret,
  OTEL_SERVICE_NAME: setting('faceki-gateway', (value) => value),
  OTEL_TRACES_SAMPLER_ARG: fraction(1),
});

type Settings = z.infer<typeof settings>;

/** Every name that readConfig understands; `.env.example` lists the same ones. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

export type Config = ReturnType<typeof toConfig> & {
  /** Worth a look, but nothing that keeps the gateway from starting. */
  readonly warnings: readonly string[];
};

/**
 * The settings as the app wants them.
 * @param readFile reads a secret that is given as `NAME_FILE`
 * @throws {ConfigError} with all problems
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Config {
  const problems: string[] = [];
  const values = withFiles(env, readFile, problems);
  const issues = settings.safeParse(values).error?.issues ?? [];
  for (const { path, message } of issues) problems.push(`${path.join('.')}: ${message}.`);
  // What several settings say together is judged without those that are wrong, so that all problems are told at once.
  const wrong = issues.map(({ path }) => String(path[0]));
  const data = settings.parse(Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.includes(name))));
  problems.push(...contradictions(data).filter((problem) => !wrong.some((name) => problem.includes(name))));
  const manifest = readManifest(data, readFile, problems);
  // A misspelt name is often the reason for what is missing.
  if (problems.length > 0) throw new ConfigError([...problems, ...unknownNames(env)]);
  const config = toConfig(data, manifest);
  return { ...config, warnings: [...unknownNames(env), ...doubts(data, config)] };
}

/** What works, and may not be what was meant. */
function doubts(env: Settings, config: ReturnType<typeof toConfig>): readonly string[] {
  const { databaseUrl, images, credentials, faceki, webhookSecret } = config;
  const warnings: string[] = [];
  const idle = tokenSettings.filter((name) => config.auth.mode === 'none' && env[name] !== null);
  if (idle.length > 0) {
    warnings.push(`${idle.join(', ')} mean nothing without AUTH_MODE=jwt: every caller has all rights.`);
  }
  const matcher = faceMatcher(env);
  if (env.FACE_LOGIN_MIN_CONFIDENCE > 0 && !knowsAccounts(matcher)) {
    warnings.push(`FACE_LOGIN_MIN_CONFIDENCE: ${matcher} gives none, so that anything above 0 lets nobody in.`);
  }
  if (databaseUrl.startsWith('postgres') && credentials !== null && images.linkSecret === null) {
    warnings.push('IMAGE_LINK_SECRET is not set: with several replicas a link to an image works at one of them alone.');
  }
  if (faceki.generation === 'v3' && faceki.workflowId === null && credentials !== null) {
    warnings.push(
      'FACEKI_WORKFLOW_ID is not set: under V3 each verification and each link then has to name its workflow.',
    );
  }
  if (webhookSecret !== null && webhookSecret.reveal().length < 16) {
    warnings.push('WEBHOOK_SECRET is short: use 16 characters or more, so that nobody guesses the address.');
  }
  return warnings;
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

/** A misspelt name would silently leave a default in force. */
function unknownNames(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('FACEKI_') && !settingNames.includes(name.replace(/_FILE$/, '')))
    .map((name) => `${name} is no setting of this gateway. Those that begin so are ${facekiNames.join(', ')}.`);
}

const facekiNames = settingNames.filter((name) => name.startsWith('FACEKI_'));

/** `NAME_FILE` stands for the content of a file, as container secrets are mounted. */
function withFiles(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
  problems: string[],
): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = {};
  for (const name of settingNames) {
    const path = env[`${name}_FILE`];
    values[name] = env[name];
    if (path === undefined || path === '') continue;
    if (env[name] !== undefined && env[name] !== '') problems.push(`${name}: set it or ${name}_FILE, not both.`);
    try {
      values[name] = readFile(path);
    } catch {
      problems.push(`${name}_FILE: the file cannot be read. Write the path of a file that holds the value alone.`);
    }
  }
  return values;
}

function readManifest(
  { PERSISTED_DOCUMENTS: path }: Settings,
  readFile: (path: string) => string,
  problems: string[],
): string | null {
  try {
    return path === null ? null : readFile(path);
  } catch {
    problems.push(
      'PERSISTED_DOCUMENTS: the file cannot be read. Write the path of a manifest (npm run persist makes one).',
    );
    return null;
  }
}

/** What cannot be true together. */
function contradictions(env: Settings): string[] {
  const problems: string[] = [];
  const isProduction = env.NODE_ENV === 'production';
  const isSandbox = env.FACEKI_CLIENT_ID === null && env.FACEKI_CLIENT_SECRET === null;
  if ((env.FACEKI_CLIENT_ID === null) !== (env.FACEKI_CLIENT_SECRET === null)) {
    const missing = env.FACEKI_CLIENT_ID === null ? 'FACEKI_CLIENT_ID' : 'FACEKI_CLIENT_SECRET';
    problems.push(`${missing}: set it too; the id and the secret come as a pair from the vendor's portal.`);
  }
  if (isSandbox && isProduction && env.FACEKI_SANDBOX === 'off') {
    problems.push(
      'FACEKI_CLIENT_ID: set it and FACEKI_CLIENT_SECRET, or FACEKI_SANDBOX=on to run production without Faceki.',
    );
  }
  if (!isSandbox && env.FACEKI_SANDBOX === 'on') {
    problems.push('FACEKI_SANDBOX: leave it off when FACEKI_CLIENT_ID is set; the sandbox takes no real credentials.');
  }
  if (env.PERSISTED_ONLY === 'on' && env.PERSISTED_DOCUMENTS === null) {
    problems.push('PERSISTED_DOCUMENTS: with PERSISTED_ONLY=on name the manifest, or nothing could be asked at all.');
  }
  const mode = env.AUTH_MODE ?? (isSandbox ? 'none' : null);
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

function toConfig(env: Settings, persistedDocuments: string | null) {
  const isProduction = env.NODE_ENV === 'production';
  const { FACEKI_CLIENT_ID: clientId, FACEKI_CLIENT_SECRET: clientSecret } = env;
  const credentials = clientId === null || clientSecret === null ? null : { clientId, clientSecret };
  return {
    port: env.PORT,
    host: env.HOST,
    shutdownWithinMs: env.SHUTDOWN_WITHIN_MS,
    publicUrl: env.PUBLIC_URL,
    trustedProxies: env.TRUSTED_PROXIES,
    corsOrigins: env.CORS_ORIGINS,
    isProduction,
    logLevel: env.LOG_LEVEL,
    /** Null: the embedded sandbox. */
    credentials,
    faceki: {
      generation: env.FACEKI_API,
      workflowId: env.FACEKI_WORKFLOW_ID,
      faceLogin: env.FACEKI_FACE_LOGIN,
      baseUrl: env.FACEKI_BASE_URL ?? 'https://sdk.faceki.com',
      bioBaseUrl: env.FACEKI_BIO_BASE_URL ?? 'https://sdkbio.faceki.com',
      timeoutMs: env.FACEKI_TIMEOUT_MS,
      maxConcurrent: env.FACEKI_MAX_CONCURRENT,
      circuitBreaker: env.CIRCUIT_BREAKER === 'on',
    },
    answerWithinMs: env.VERIFY_ANSWER_WITHIN_MS,
    faceLogin: { subject: env.FACE_LOGIN_SUBJECT, minConfidence: env.FACE_LOGIN_MIN_CONFIDENCE },
    databaseUrl: env.DATABASE_URL ?? (credentials === null ? 'sqlite:./data/sandbox.db' : 'sqlite:./data/gateway.db'),
    auth:
      env.AUTH_MODE === 'jwt' && env.AUTH_ISSUER !== null && env.AUTH_AUDIENCE !== null
        ? ({
            mode: 'jwt',
            jwksUrl: env.AUTH_JWKS_URL,
            secret: env.AUTH_JWT_SECRET,
            issuer: env.AUTH_ISSUER,
            audience: env.AUTH_AUDIENCE,
          } as const)
        : ({ mode: 'none' } as const),
    session: { privateKey: env.SESSION_PRIVATE_KEY, ttlSeconds: env.SESSION_TTL_SECONDS },
    upload: { maxFileBytes: env.UPLOAD_MAX_BYTES, budgetBytes: env.UPLOAD_BUDGET_BYTES },
    images: {
      /** Empty: the vendor's own. */
      hosts: env.FACEKI_IMAGE_HOSTS,
      /** Null: one that lives as long as the process. */
      linkSecret: env.IMAGE_LINK_SECRET,
    },
    limits: {
      /** Of one address. Null: no limit, with RATE_LIMIT=off. */
      faceLoginPerMinute: env.RATE_LIMIT === 'off' ? null : env.LIMIT_FACE_LOGIN_PER_MINUTE,
      /** Of everybody without a token together. Null: no limit, also in the sandbox. */
      faceLoginPerDay: env.RATE_LIMIT === 'off' || credentials === null ? null : env.LIMIT_FACE_LOGIN_PER_DAY,
      /** Null: no limit, with RATE_LIMIT=off and in the sandbox. */
      verifyPerOwnerPerDay:
        env.RATE_LIMIT === 'off' || credentials === null ? null : env.LIMIT_VERIFY_PER_OWNER_PER_DAY,
    },
    /** Null: for ever. */
    retentionDays: env.LEDGER_RETENTION_DAYS,
    /** The manifest's text, and whether its operations alone are taken. Null: none. */
    persisted: persistedDocuments === null ? null : { manifest: persistedDocuments, only: env.PERSISTED_ONLY === 'on' },
    linkRedirectOrigins: env.LINK_REDIRECT_ORIGINS,
    /** Null: no hints are taken. */
    webhookSecret: env.WEBHOOK_SECRET,
    metrics: env.METRICS === 'on',
    traces: tracesOf(env),
    graphiql: (env.GRAPHIQL ?? (isProduction ? 'off' : 'on')) === 'on',
    introspection: (env.INTROSPECTION ?? (isProduction ? 'off' : 'on')) === 'on',
  };
}

/** Null: none are made, and nothing for them is loaded. */
function tracesOf(env: Settings) {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = env;
  const exporter = env.OTEL_TRACES_EXPORTER ?? (endpoint === null ? 'none' : 'otlp');
  if (exporter === 'none') return null;
  const { OTEL_SERVICE_NAME: serviceName, OTEL_TRACES_SAMPLER_ARG: ratio } = env;
  return { exporter, endpoint: endpoint ?? 'http://localhost:4318', headers, serviceName, ratio };
}
