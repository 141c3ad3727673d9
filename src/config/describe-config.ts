/** What the settings amount to, in words that an operator can compare with what was meant. Holds no secret and no password. */
import type { Config } from '#config/config.ts';

/** One line a topic. */
export function describeConfig(config: Config): string {
  const { faceki, auth, limits, upload, traces } = config;
  const lines: readonly (readonly [topic: string, value: string])[] = [
    ['listens on', `${config.host} port ${config.port === 0 ? '(any free one)' : config.port}`],
    ['Faceki', config.credentials === null ? 'the embedded sandbox' : `the account's, ${hostOf(faceki.baseUrl)}`],
    ['API', `${faceki.generation}, face login by ${faceki.faceLogin ?? 'its own face match'}`],
    ['ledger', ledgerOf(config.databaseUrl)],
    ['callers', auth.mode === 'none' ? 'everybody, all rights' : `tokens of ${auth.issuer} for ${auth.audience}`],
    ['face sessions', config.session.privateKey === null ? sessionsOf(config) : 'own key'],
    [
      'verifications',
      limits.verifyPerOwnerPerDay === null ? 'no limit' : `${limits.verifyPerOwnerPerDay} an owner and day`,
    ],
    ['uploads', `${megabytes(upload.maxFileBytes)} a file, ${megabytes(upload.budgetBytes)} together`],
    ['circuit breaker', onOff(faceki.circuitBreaker)],
    ['explorer', onOff(config.graphiql)],
    ['introspection', onOff(config.introspection)],
    ['metrics', onOff(config.metrics)],
    [
      'traces',
      traces === null ? 'off' : traces.exporter === 'console' ? 'to the output' : `to ${hostOf(traces.endpoint)}`,
    ],
    ['log', config.logLevel],
  ];
  const width = Math.max(...lines.map(([topic]) => topic.length));
  return lines.map(([topic, value]) => `  ${topic.padEnd(width)}  ${value}\n`).join('');
}

function ledgerOf(url: string): string {
  if (url.startsWith('sqlite:')) return url;
  const { host = '', pathname = '' } = URL.parse(url) ?? {};
  return `PostgreSQL at ${host}${pathname}`;
}

function sessionsOf({ credentials }: Config): string {
  return credentials === null ? 'a key for this run' : 'none';
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'no address';
}

function megabytes(bytes: number): string {
  return `${bytes / 1_000_000} MB`;
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}
