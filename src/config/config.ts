/** Reads the settings: pure, once, at the edge. Every problem is reported at once, by name, with what to write instead; secrets are opaque. */
import { contradictions, doubts } from './contradictions.ts';
import { type Settings, settingNames, settings } from './settings.ts';

/** Why the settings cannot be used: one sentence per problem, each beginning with the setting's name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

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
  return { ...config, warnings: [...unknownNames(env), ...doubts(data)] };
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
