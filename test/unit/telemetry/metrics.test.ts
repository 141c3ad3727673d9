/** What is counted and timed, and under which labels: what dashboards and alerts are made of. */
import { beforeEach, expect, test } from 'vitest';
import { createMetrics, type Metrics } from '#telemetry/metrics.ts';
import type { OperationSeen, ProviderCallSeen } from '#telemetry/observations.ts';

let metrics: Metrics;
beforeEach(() => {
  metrics = createMetrics();
});

/** The value of a series; null when there is none. */
async function amountOf(series: string): Promise<number | null> {
  const { text } = await metrics.expose();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`faceki_gateway_${series} `));
  return line === undefined ? null : Number(line.split(' ').at(-1));
}

const operation: OperationSeen = {
  name: 'planted',
  type: 'query',
  fields: ['viewer'],
  durationMs: 40,
  status: 200,
  outcome: 'ok',
  failures: [],
  errorCodes: [],
  caller: 'user',
};
const call: ProviderCallSeen = {
  endpoint: 'v2.kyc-rules',
  status: 200,
  code: '0',
  durationMs: 300,
  attempt: 1,
  tries: 1,
  outcome: 'ok',
};

test('operations are timed in seconds; a subscription is as long as somebody listens, and only counted', async () => {
  metrics.operation(operation);
  metrics.operation({ ...operation, type: 'subscription', fields: ['verificationUpdated'], durationMs: 3_600_000 });
  expect(await amountOf('operation_duration_seconds_sum{type="query",field="viewer"}')).toBe(0.04);
  expect(await amountOf('operations_total{type="subscription",field="verificationUpdated",outcome="ok"}')).toBe(1);
  expect((await metrics.expose()).text).not.toMatch(/operation_duration_seconds_\w+\{[^}]*subscription/);
});

test('a clock that was set back makes nothing negative', async () => {
  metrics.operation({ ...operation, durationMs: -5 });
  expect(await amountOf('operation_duration_seconds_sum{type="query",field="viewer"}')).toBe(0);
});

test('several fields at once are one series, and no name of a client’s makes another', async () => {
  metrics.operation({ ...operation, fields: ['kycRules', 'viewer'] });
  expect(await amountOf('operations_total{type="query",field="several",outcome="ok"}')).toBe(1);
  expect((await metrics.expose()).text).not.toContain('planted');
});

test('repeated calls are counted apart from calls, and tokens apart from both', async () => {
  metrics.providerCall(call);
  expect(await amountOf('provider_retries_total{endpoint="v2.kyc-rules"}')).toBeNull();
  metrics.providerCall({ ...call, tries: 3 });
  metrics.providerCall({ ...call, endpoint: 'access-token', outcome: 'PROVIDER_TIMEOUT' });
  expect(await amountOf('provider_calls_total{endpoint="v2.kyc-rules",outcome="ok"}')).toBe(2);
  expect(await amountOf('provider_retries_total{endpoint="v2.kyc-rules"}')).toBe(2);
  expect(await amountOf('token_renewals_total{outcome="PROVIDER_TIMEOUT"}')).toBe(1);
  expect(await amountOf('token_renewals_total{outcome="ok"}')).toBeNull();
});

test('a host that nobody had to leave alone yet is a closed circuit, not an unknown one', async () => {
  metrics.watch({
    isReady: () => false,
    requestsUnderWay: () => 2,
    attemptsUnderWay: () => 1,
    provider: { underWay: 3, queued: 4 },
    providerHosts: ['sdk.faceki.com'],
    providerSlots: 32,
    uploadBudgetBytes: 128,
  });
  expect(await amountOf('circuit_state{host="sdk.faceki.com"}')).toBe(0);
  metrics.circuit('sdk.faceki.com', 'open');
  expect(await amountOf('circuit_state{host="sdk.faceki.com"}')).toBe(2);
  expect(await amountOf('ready')).toBe(0);
  expect(await amountOf('provider_requests_queued')).toBe(4);
});
