/**
 * Spans by OpenTelemetry: one for each GraphQL request, and in it one for each call to the provider and each use of the ledger. Loaded
 * only when traces are on. The trace that a client is in goes on here; none is sent to the provider. Nothing global is touched but the
 * SDK's one error handler, so that several gateways, or an application that traces by itself, can share a process.
 */
import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { LedgerCallSeen, OperationSeen, ProviderCallSeen } from './observations.ts';

export interface TracesOptions {
  readonly exporter: 'otlp' | 'console';
  /** Of a collector, without `/v1/traces`. */
  readonly endpoint: string;
  /** `name=value`, separated by commas; null: none. */
  readonly headers: { reveal(): string } | null;
  readonly serviceName: string;
  /** The part, 0..1, of the traces that begin here which is kept; one that began elsewhere is kept when it was there. */
  readonly ratio: number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Told when spans could not be sent. */
  readonly onFault: (error: unknown) => void;
}

export interface Traces {
  /** Runs the work in a span of its own, under the one that the headers name. It ends with `endOperation`. */
  operation<Result>(request: Request, work: () => Result): Result;
  endOperation(request: Request, seen: OperationSeen): void;
  providerCall(seen: ProviderCallSeen): void;
  ledgerCall(seen: LedgerCallSeen): void;
  /** Sends what is left, if that goes quickly. Never rejects. */
  close(): Promise<void>;
}

/** A collector that is gone must not hold up the end of the process. */
const closeWithinMs = 2_000;

interface Request {
  readonly headers: NodeJS.Dict<string | string[]>;
}

const headersOf = {
  keys: (headers: Request['headers']) => Object.keys(headers),
  get: (headers: Request['headers'], name: string) => headers[name],
};

export function startTraces(options: TracesOptions): Traces {
  const { clock } = options;
  setGlobalErrorHandler(options.onFault);
  const contexts = new AsyncLocalStorageContextManager().enable();
  const propagator = new W3CTraceContextPropagator();
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ 'service.name': options.serviceName })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: createExporter(options) })],
  });
  const tracer = provider.getTracer('faceki-gateway');
  const spans = new WeakMap<Request, Span>();

  /** What is told when it is over becomes a span that was begun when it began. */
  function addSpan(
    name: string,
    kind: SpanKind,
    seen: { durationMs: number; failed: boolean },
    attributes: Attributes,
  ) {
    // Work of the gateway's own (a sweep, a heartbeat) is in no request, and not worth a trace.
    const context = contexts.active();
    if (trace.getSpan(context) === undefined) return;
    const endMs = clock();
    const startTime = endMs - Math.max(0, seen.durationMs);
    const span = tracer.startSpan(name, { kind, startTime, attributes }, context);
    if (seen.failed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(endMs);
  }

  return {
    operation(request, work) {
      const parent = propagator.extract(ROOT_CONTEXT, request.headers, headersOf);
      const span = tracer.startSpan('graphql', { kind: SpanKind.SERVER, startTime: clock() }, parent);
      spans.set(request, span);
      return contexts.with(trace.setSpan(parent, span), work);
    },
    endOperation(request, { name, type, fields, status, outcome, failures, errorCodes, caller }) {
      const span = spans.get(request);
      if (span === undefined) return;
      spans.delete(request);
      // Not by the name that the client gives it: such span names would be without number.
      span.updateName(type === null ? 'graphql' : `${type} ${fields.join(' ')}`);
      span.setAttributes({
        'graphql.operation.type': type ?? undefined,
        'graphql.operation.name': name ?? undefined,
        'http.response.status_code': status,
        'gateway.outcome': outcome,
        'gateway.failures': failures.map(({ type: failure, code }) => `${failure} ${code}`),
        'gateway.error_codes': [...errorCodes],
        'gateway.caller': caller,
      });
      if (outcome === 'error') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(clock());
    },
    providerCall(seen) {
      const failed = seen.outcome !== 'ok';
      addSpan(
        `faceki ${seen.endpoint}`,
        SpanKind.CLIENT,
        { ...seen, failed },
        {
          'faceki.endpoint': seen.endpoint,
          'faceki.outcome': seen.outcome,
          'faceki.code': seen.code ?? undefined,
          'faceki.attempt': seen.attempt,
          'faceki.tries': seen.tries,
          'http.response.status_code': seen.status ?? undefined,
        },
      );
    },
    ledgerCall: (seen) =>
      addSpan(`ledger ${seen.method}`, SpanKind.INTERNAL, seen, { 'db.operation.name': seen.method }),
    async close() {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, closeWithinMs);
      await Promise.race([provider.shutdown().catch(options.onFault), late.promise]);
      clearTimeout(timer);
    },
  };
}

function createExporter({ exporter, endpoint, headers }: TracesOptions): SpanExporter {
  if (exporter === 'console') return new ConsoleSpanExporter();
  return new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, headers: readHeaders(headers) });
}

/** The form of OTEL_EXPORTER_OTLP_HEADERS: `name=value` pairs, percent-encoded, separated by commas. */
function readHeaders(headers: TracesOptions['headers']): Record<string, string> {
  const pairs = (headers?.reveal() ?? '').split(',').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return name.trim() === '' ? [] : [[name.trim(), decode(value.join('=').trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded, as many write it.
    return text;
  }
}
