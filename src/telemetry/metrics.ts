/**
 * The metrics of the gateway, and the only module that knows prom-client (whose name is being retired). Labels come from closed
 * vocabularies, so that no client can make a series. Names and labels are used by ops/; a test compares them.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type {
  AttemptSeen,
  CircuitStateSeen,
  LedgerCallSeen,
  OperationSeen,
  ProviderCallSeen,
  Vitals,
} from './observations.ts';

export interface Metrics {
  operation(seen: OperationSeen): void;
  providerCall(seen: ProviderCallSeen): void;
  ledgerCall(seen: LedgerCallSeen): void;
  attempt(seen: AttemptSeen): void;
  circuit(host: string, state: CircuitStateSeen): void;
  uploadBytes(reserved: number): void;
  /** The provider's prepaid credit, where it says how much is left. */
  creditLeft(credit: number): void;
  /** Says where the gauges of the moment are read. */
  watch(vitals: Vitals): void;
  /** Everything, as Prometheus reads it. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Seconds. Queries take milliseconds, verifications up to two minutes. */
const operationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120];
const providerBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120];
const ledgerBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

const circuitStates = { closed: 0, 'half-open': 1, open: 2 } as const;
const tokenEndpoints = /^(access|generate)-token$/;

/** One set for one gateway. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const ofTheProcess = processMetrics();
  const registers = [registry];
  const operations = new Counter({
    name: 'faceki_gateway_operations_total',
    help: 'GraphQL requests. outcome: ok, the GraphQL type of an expected failure, an error code, or left (the client did not wait).',
    labelNames: ['type', 'field', 'outcome'],
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'faceki_gateway_operation_duration_seconds',
    help: 'From the first byte of a GraphQL request to the last of its answer. Subscriptions are not in it.',
    labelNames: ['type', 'field'],
    buckets: operationBuckets,
    registers,
  });
  const providerCalls = new Counter({
    name: 'faceki_gateway_provider_calls_total',
    help: 'Calls to Faceki. outcome: ok, unauthorized (a 401, repeated once with a new token), or a failure code.',
    labelNames: ['endpoint', 'outcome'],
    registers,
  });
  const providerRetries = new Counter({
    name: 'faceki_gateway_provider_retries_total',
    help: 'Reads and tokens that were asked for again after a failure that may pass.',
    labelNames: ['endpoint'],
    registers,
  });
  const providerSeconds = new Histogram({
    name: 'faceki_gateway_provider_call_duration_seconds',
    help: 'Calls to Faceki, with the wait for a slot and with retries.',
    labelNames: ['endpoint'],
    buckets: providerBuckets,
    registers,
  });
  const tokens = new Counter({
    name: 'faceki_gateway_token_renewals_total',
    help: 'Access tokens that were asked for. outcome: ok or a failure code.',
    labelNames: ['outcome'],
    registers,
  });
  const attempts = new Counter({
    name: 'faceki_gateway_attempts_total',
    help: 'Attempts that moved on. decision and failure are empty where there is none; by says who found out.',
    labelNames: ['state', 'decision', 'failure', 'by'],
    registers,
  });
  const ledgerSeconds = new Histogram({
    name: 'faceki_gateway_ledger_duration_seconds',
    help: 'Uses of the ledger. outcome: ok or failed.',
    labelNames: ['method', 'outcome'],
    buckets: ledgerBuckets,
    registers,
  });
  const circuits = new Gauge({
    name: 'faceki_gateway_circuit_state',
    help: '0 closed, 1 one request finds out whether the host is back, 2 open: the host is left alone.',
    labelNames: ['host'],
    registers,
  });
  const uploadBytes = new Gauge({
    name: 'faceki_gateway_upload_reserved_bytes',
    help: 'Memory reserved for images that are under way.',
    registers,
  });
  const credit = new Gauge({
    name: 'faceki_gateway_provider_credit_left',
    help: 'Faceki’s prepaid credit, by its last answer that said so. Absent until one does.',
    // A gauge without labels would say 0 before anybody knows.
    labelNames: ['source'],
    registers,
  });

  return {
    operation({ type, fields, outcome, failures, errorCodes, durationMs }) {
      const labels = { type: type ?? 'none', field: fields.length > 1 ? 'several' : (fields[0] ?? 'none') };
      const [failure] = failures;
      const named = failure !== undefined && outcome === 'failure' ? failure.type : outcome;
      operations.inc({ ...labels, outcome: outcome === 'error' ? (errorCodes[0] ?? outcome) : named });
      if (type !== 'subscription') operationSeconds.observe(labels, seconds(durationMs));
    },
    providerCall({ endpoint, outcome, tries, durationMs }) {
      providerCalls.inc({ endpoint, outcome });
      providerSeconds.observe({ endpoint }, seconds(durationMs));
      if (tries > 1) providerRetries.inc({ endpoint }, tries - 1);
      if (tokenEndpoints.test(endpoint)) tokens.inc({ outcome });
    },
    ledgerCall: ({ method, failed, durationMs }) =>
      ledgerSeconds.observe({ method, outcome: failed ? 'failed' : 'ok' }, seconds(durationMs)),
    attempt: ({ state, decision, failure, by }) =>
      attempts.inc({ state, decision: decision ?? '', failure: failure ?? '', by }),
    circuit: (host, state) => circuits.set({ host }, circuitStates[state]),
    uploadBytes: (reserved) => uploadBytes.set(reserved),
    creditLeft: (left) => credit.set({ source: 'answer' }, left),
    watch(vitals) {
      for (const host of vitals.providerHosts) circuits.set({ host }, circuitStates.closed);
      for (const [name, help, read] of gaugesOf(vitals)) {
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(read());
          },
        });
      }
    },
    async expose() {
      const all = Registry.merge([registry, ofTheProcess]);
      return { contentType: all.contentType, text: await all.metrics() };
    },
  };
}

function gaugesOf(vitals: Vitals): readonly (readonly [name: string, help: string, read: () => number])[] {
  const { provider } = vitals;
  return [
    ['faceki_gateway_ready', '1 while /ready says so.', () => Number(vitals.isReady())],
    ['faceki_gateway_requests_under_way', 'GraphQL requests that are not answered yet.', vitals.requestsUnderWay],
    [
      'faceki_gateway_attempts_under_way',
      'Verifications and links that this process is making.',
      vitals.attemptsUnderWay,
    ],
    ['faceki_gateway_provider_requests_under_way', 'Requests at Faceki; each holds a slot.', () => provider.underWay],
    ['faceki_gateway_provider_requests_queued', 'Requests that wait for a slot.', () => provider.queued],
    ['faceki_gateway_provider_slots', 'Requests that may be at Faceki at once.', () => vitals.providerSlots],
    ['faceki_gateway_upload_budget_bytes', 'Memory that images may take together.', () => vitals.uploadBudgetBytes],
  ];
}

/** Negative when a clock was set back meanwhile. */
function seconds(durationMs: number): number {
  return Math.max(0, durationMs) / 1_000;
}

let ofProcess: Registry | null = null;

/** CPU, memory, garbage collection and the delay of the event loop: of the process, however many gateways are in it. */
function processMetrics(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
