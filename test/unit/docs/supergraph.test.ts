/** What docs/supergraph.md prints for routers that tests do not run: it parses, and its sizes, times and headers are the gateway's. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { settings } from '#config/settings.ts';
import { printed } from '#test/support/documents.ts';

const { UPLOAD_MAX_BYTES: maxFileBytes, VERIFY_ANSWER_WITHIN_MS: answerWithinMs } = settings.parse({});
const table = readFileSync('docs/supergraph.md', 'utf8');
const maxFiles = 8;
const maxRequestBytes = 82_000_000;

test('the page says how much the gateway takes', () => {
  expect(table).toContain(`| files a request | ${maxFiles} |`);
  expect(table).toContain(`| a file | ${maxFileBytes / 1e6} MB (\`UPLOAD_MAX_BYTES\`) |`);
  expect(table).toContain(`within ${answerWithinMs / 1000} s of the last byte`);
});

test('Cosmo composes from the subgraph that is here, and hears of changes by POST', () => {
  const { subgraphs } = parseYaml(printed('docs/supergraph.md#cosmo'));
  expect(subgraphs).toHaveLength(1);
  expect(existsSync(subgraphs[0].schema.file)).toBe(true);
  expect(subgraphs[0].subscription).toEqual({ protocol: 'sse_post' });
});

test('Cosmo lets through what the gateway takes, waits longer than it does, and passes on who asks', () => {
  const { file_upload, traffic_shaping, headers } = parseYaml(printed('docs/supergraph.md#cosmo:2'));
  expect(file_upload).toEqual({ enabled: true, max_files: maxFiles, max_file_size: '10MB' });
  expect(traffic_shaping.router.max_request_body_size).toBe(`${maxRequestBytes / 1_000_000}MB`);
  expect(Number.parseInt(traffic_shaping.all.request_timeout, 10) * 1000).toBeGreaterThan(answerWithinMs);
  const propagated = headers.all.request.map(({ named }: { named: string }) => named);
  expect(propagated).toEqual(['Authorization', 'Accept-Language']);
  expect(headers.subgraphs.kyc.request).toMatchObject([{ op: 'set', name: 'GraphQL-Require-Preflight' }]);
});

test('Apollo Router does the same', () => {
  const router = parseYaml(printed('docs/supergraph.md#apollo-router'));
  expect(router.preview_file_uploads.protocols.multipart.limits).toEqual({
    max_files: maxFiles,
    max_file_size: '10mb',
  });
  expect(router.limits.router.http_max_request_bytes).toBe(maxRequestBytes);
  const { timeout } = router.traffic_shaping.subgraphs.kyc;
  expect(Number.parseInt(timeout, 10) * 1000).toBeGreaterThan(answerWithinMs);
  expect(router.headers.subgraphs.kyc.request).toMatchObject([
    { propagate: { named: 'authorization' } },
    { propagate: { named: 'accept-language' } },
    { insert: { name: 'graphql-require-preflight' } },
  ]);
});
