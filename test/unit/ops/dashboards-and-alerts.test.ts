/** The dashboard and the alert rules ask for metrics that there are, by labels that they have, in PromQL that parses; and leave none out. */
import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '#telemetry/metrics.ts';

// ---------------------------------------------------------------- what there is

/** Each metric with its labels, as a gateway in use exposes them. */
async function exposed(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = createMetrics();
  metrics.operation({
    name: 'x',
    type: 'mutation',
    fields: ['verifyKyc'],
    durationMs: 1,
    status: 200,
    outcome: 'ok',
    failures: [],
    errorCodes: [],
    caller: 'user',
  });
  metrics.providerCall({
    endpoint: 'access-token',
    status: 200,
    code: null,
    durationMs: 1,
    attempt: 1,
    tries: 2,
    outcome: 'ok',
  });
  metrics.ledgerCall({ method: 'begin', durationMs: 1, failed: false });
  metrics.attempt({ state: 'COMPLETED', decision: 'ACCEPTED', failure: null, by: 'gateway' });
  metrics.uploadBytes(1);
  metrics.creditLeft(1);
  metrics.watch({
    isReady: () => true,
    requestsUnderWay: () => 0,
    attemptsUnderWay: () => 0,
    provider: { underWay: 0, queued: 0 },
    providerHosts: ['sdk.faceki.com'],
    providerSlots: 32,
    uploadBudgetBytes: 1,
  });
  const { text } = await metrics.expose();
  const found = new Map<string, Set<string>>();
  for (const [, name = '', , labels = ''] of text.matchAll(/^([a-z\d_]+)(\{(.*)\})? /gm)) {
    // What Prometheus itself adds to every series.
    const known = found.get(name) ?? new Set(['instance', 'job']);
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    found.set(name, known);
  }
  return found;
}

const metrics = await exposed();

// ---------------------------------------------------------------- what is asked for

const dashboardForm = z.object({
  panels: z.array(
    z.object({
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
  templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string().optional() })) }),
});
const alertsForm = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+m$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboard = dashboardForm.parse(JSON.parse(readFileSync('ops/grafana-dashboard.json', 'utf8')));
const alerts = alertsForm.parse(parseYaml(readFileSync('ops/alerts.yml', 'utf8'))).groups.flatMap(({ rules }) => rules);

const panels = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr, legendFormat }) => ({
    name: title,
    expr: expr.replaceAll('$__rate_interval', '5m'),
    legendFormat,
  })),
);
const questions = [...panels, ...alerts.map(({ alert, expr }) => ({ name: alert, expr }))];

interface Asked {
  readonly hasErrors: boolean;
  readonly selectors: readonly { readonly metric: string; readonly labels: readonly string[] }[];
  /** In `by (…)` and the like. */
  readonly grouping: readonly string[];
}

function read(expr: string): Asked {
  const selectors: { metric: string; labels: string[] }[] = [];
  const grouping: string[] = [];
  let hasErrors = false;
  parser.parse(expr).iterate({
    enter(node) {
      const text = expr.slice(node.from, node.to);
      if (node.type.isError) hasErrors = true;
      if (node.name === 'Identifier') selectors.push({ metric: text, labels: [] });
      if (node.name === 'LabelName' && node.node.parent?.name === 'GroupingLabels') grouping.push(text);
      if (node.name === 'LabelName' && node.node.parent?.name !== 'GroupingLabels') selectors.at(-1)?.labels.push(text);
    },
  });
  return { hasErrors, selectors, grouping };
}

// ---------------------------------------------------------------- the comparison

describe.each(questions)('$name', ({ expr }) => {
  const { hasErrors, selectors, grouping } = read(expr);

  test('is PromQL', () => {
    expect(hasErrors).toBe(false);
    expect(selectors.length).toBeGreaterThan(0);
  });

  test('asks for metrics that there are, by labels that they have', () => {
    for (const { metric, labels } of selectors) {
      expect([...metrics.keys()]).toContain(metric);
      for (const label of labels) expect([...(metrics.get(metric) ?? [])], metric).toContain(label);
    }
    const known = new Set(selectors.flatMap(({ metric }) => [...(metrics.get(metric) ?? [])]));
    for (const label of grouping) expect([...known]).toContain(label);
  });
});

test('each legend names labels that are left after the grouping', () => {
  for (const { name, expr, legendFormat } of panels) {
    const used = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    const { grouping, selectors } = read(expr);
    const isGrouped = /\b(sum|max|min)\b/.test(expr);
    const left = isGrouped ? grouping : selectors.flatMap(({ metric }) => [...(metrics.get(metric) ?? [])]);
    for (const label of used) expect(left, `${name}: ${expr}`).toContain(label);
  }
});

test('every metric of the gateway is on the dashboard', () => {
  const asked = new Set(panels.flatMap(({ expr }) => read(expr).selectors.map(({ metric }) => toFamily(metric))));
  const own = [...metrics.keys()].filter((name) => name.startsWith('faceki_gateway_')).map(toFamily);
  expect([...new Set(own)].filter((name) => !asked.has(name))).toEqual([]);
});

/** A histogram's series by the histogram's name. */
function toFamily(name: string): string {
  return name.replace(/_(bucket|sum|count)$/, '');
}

test('no two panels lie on one another, and none hangs over the edge', () => {
  const { panels: placed } = dashboard;
  for (const [index, { title, gridPos }] of placed.entries()) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (const other of placed.slice(index + 1)) {
      const { x, y, w, h } = other.gridPos;
      const isApart =
        x >= gridPos.x + gridPos.w || gridPos.x >= x + w || y >= gridPos.y + gridPos.h || gridPos.y >= y + h;
      expect(isApart, `${title} and ${other.title}`).toBe(true);
    }
  }
});

test('each alert leads to a part of the operators’ page that exists', () => {
  const headings = [...readFileSync('docs/operating.md', 'utf8').matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = '']) => `docs/operating.md#${toAnchor(heading)}`,
  );
  for (const { alert, annotations } of alerts) expect(headings, alert).toContain(annotations.runbook);
});

/** As GitHub makes them. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
