/** Hands what the gateway tells of itself to the log, the metrics and the traces. Metrics and traces are loaded only when they are on. */
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type {
  AttemptSeen,
  CircuitStateSeen,
  LedgerCallSeen,
  OperationSeen,
  ProviderCallSeen,
  Vitals,
} from './observations.ts';
import type { Traces, TracesOptions } from './traces.ts';

export interface TelemetryOptions {
  readonly log: Log;
  readonly metrics: boolean;
  /** Null: off. */
  readonly traces: Omit<TracesOptions, 'clock' | 'onFault'> | null;
  readonly clock: () => number;
}

/** Traces are wanted, and their packages are not there. */
export class TracesUnavailable extends Error {
  override readonly name = 'TracesUnavailable';
}

/** None of these may break what they watch: a paid answer must not be lost to a full log disk. */
export interface Telemetry {
  readonly onProviderCall: (seen: ProviderCallSeen) => void;
  readonly onOperation: (seen: OperationSeen, request: TracedRequest) => void;
  readonly onLedgerCall: (seen: LedgerCallSeen) => void;
  readonly onAttempt: (seen: AttemptSeen) => void;
  readonly onCircuitChange: (host: string, state: CircuitStateSeen) => void;
  readonly onUploadBytes: (reserved: number) => void;
  readonly onCreditLeft: (credit: number) => void;
  readonly watch: (vitals: Vitals) => void;
  /** What `/metrics` answers; null where it is off. */
  readonly expose: Metrics['expose'] | null;
  /** Runs the handling of a request as part of its trace. */
  trace<Result>(request: TracedRequest, work: () => Result): Result;
  close(): Promise<void>;
}

type TracedRequest = Parameters<Traces['operation']>[0];

export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { log } = options;
  const metrics = options.metrics ? await loadMetrics() : null;
  const traces = options.traces === null ? null : await loadTraces(options.traces, options);
  return {
    onProviderCall(seen) {
      metrics?.providerCall(seen);
      traces?.providerCall(seen);
      log[needsAction.test(seen.outcome) ? 'warn' : 'info'](seen, 'faceki');
    },
    onOperation(seen, request) {
      metrics?.operation(seen);
      traces?.endOperation(request, seen);
      const { name, failures, errorCodes, durationMs, ...rest } = seen;
      log.info(
        {
          operation: name,
          ...rest,
          durationMs: Math.round(durationMs),
          ...(failures.length > 0 ? { failures: failures.map(({ type, code }) => `${type} ${code}`) } : {}),
          ...(errorCodes.length > 0 ? { errors: errorCodes } : {}),
        },
        'operation',
      );
    },
    onLedgerCall(seen) {
      metrics?.ledgerCall(seen);
      traces?.ledgerCall(seen);
    },
    onAttempt: (seen) => metrics?.attempt(seen),
    onCircuitChange(host, state) {
      metrics?.circuit(host, state);
      log[state === 'open' ? 'warn' : 'info']({ host, state }, 'circuit');
    },
    onUploadBytes: (reserved) => metrics?.uploadBytes(reserved),
    onCreditLeft: (credit) => metrics?.creditLeft(credit),
    watch: (vitals) => metrics?.watch(vitals),
    expose: metrics?.expose ?? null,
    trace: (request, work) => (traces === null ? work() : traces.operation(request, work)),
    close: async () => traces?.close(),
  };
}

/** Not the person in front of the camera but the operator has to look at these. */
const needsAction = /^(PROVIDER_|CREDENTIALS_REJECTED|NO_RULES|REQUEST_REJECTED|QUOTA_EXCEEDED|CREDIT_EXHAUSTED)/;

async function loadMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./metrics.ts');
  return createMetrics();
}

async function loadTraces(
  settings: NonNullable<TelemetryOptions['traces']>,
  { log, clock }: TelemetryOptions,
): Promise<Traces> {
  try {
    const { startTraces } = await import('./traces.ts');
    return startTraces({ ...settings, clock, onFault: (err) => log.warn({ err }, 'traces') });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new TracesUnavailable(
      'OTEL_TRACES_EXPORTER: traces need packages that are not installed here: those that package.json names in peerDependencies.',
    );
  }
}
