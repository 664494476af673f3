// The dashboard and the alerts query only metrics that a server exports.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { METRICS_TOKEN, type Scrape, scrape } from '@distansmote/testkit/server/scrape.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../docs/grafana/${name}`, import.meta.url)), 'utf8');

const panel = z.object({
  id: z.number(),
  title: z.string().min(1),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ refId: z.string(), expr: z.string() })).optional(),
});
const dashboard = z
  .object({
    uid: z.literal('distansmote'),
    templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.unknown() })) }),
    panels: z.array(panel),
  })
  .parse(JSON.parse(read('distansmote.json')));
const alerts = z
  .object({
    groups: z.array(
      z.object({
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
            annotations: z.strictObject({ summary: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(read('alerts.yml')))
  .groups.flatMap(({ rules }) => rules);

const queries = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, refId }): [string, string] => [`${title} ${refId}`, inGrafana(expr)]),
  ),
  ...alerts.map(({ alert, expr }): [string, string] => [alert, expr]),
];

/** As queried, once Grafana has substituted its own variables. */
function inGrafana(expr: string): string {
  return expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '6h');
}

// In a cluster, since a server by itself has no metrics of one.
const { server } = await sharedServer({
  METRICS_TOKEN,
  DATABASE_URL: await (await sharedPostgres()).createDatabase(),
  CLUSTER_ADDRESS: 'http://127.0.0.1:1',
  CLUSTER_SECRET: 'a secret of thirty-two characters',
});
let scraped: Scrape;
beforeAll(async () => {
  const { callId } = await server.makeSpace();
  const anna = await Page.open(server);
  await anna.enter(callId, 'Anna', [offer('microphone')]);
  await fetch(`${server.url}/health`);
  scraped = await scrape(server);
  anna.close();
});

interface Asked {
  /** Each series with the labels that are matched, and the values they are compared with. */
  selectors: { name: string; labels: string[]; isCounted: boolean }[];
  grouping: string[];
}

/** @throws SyntaxError when it is not PromQL, by the grammar of Prometheus' own web page. */
function readQuery(query: string): Asked {
  const asked: Asked = { selectors: [], grouping: [] };
  const textOf = ({ from, to }: { from: number; to: number }) => query.slice(from, to);
  parser
    .configure({ strict: true })
    .parse(query)
    .iterate({
      enter({ name, node }) {
        if (name === 'GroupingLabels') {
          asked.grouping.push(...node.getChildren('LabelName').map(textOf));
        }
        if (name !== 'VectorSelector') return;
        const identifier = node.getChild('Identifier');
        const matchers = node.getChild('LabelMatchers');
        const matched = ['UnquotedLabelMatcher', 'QuotedLabelMatcher'].flatMap(
          (kind) => matchers?.getChildren(kind) ?? [],
        );
        const labels = matched.map((one) => textOf(one).split(/[=!~]/)[0]?.trim() ?? '');
        const called = /\b(\w+)\($/.exec(query.slice(0, node.from))?.[1] ?? '';
        asked.selectors.push({
          name: identifier === null ? '' : textOf(identifier),
          labels,
          isCounted: ['rate', 'increase'].includes(called),
        });
      },
    });
  return asked;
}

const SUFFIXES = /_(bucket|sum|count)$/;

function typeOf(name: string): string | undefined {
  const type = scraped.types.get(name);
  // A histogram has no series by its bare name.
  if (type === 'histogram') return undefined;
  if (type !== undefined) return type;
  return scraped.types.get(name.replace(SUFFIXES, '')) === 'histogram' ? 'counter' : undefined;
}

/** Prometheus' own, and the labels that it adds. */
const ADDED = ['instance', 'job'];

test.each(queries)('%s queries only what exists', (_, query) => {
  const { selectors, grouping } = readQuery(query);
  expect(selectors.length).toBeGreaterThan(0);
  const known = new Set(ADDED);
  for (const { name, labels, isCounted } of selectors) {
    if (name === 'up') continue;
    const type = typeOf(name);
    expect(type, `${name} in a scrape`).toBeDefined();
    expect(isCounted, `${name}, a ${type}, by rate or increase`).toBe(type === 'counter');
    const own = scraped.seriesOf(name).flatMap((series) => Object.keys(series));
    expect([...ADDED, ...own], `labels of ${name}`).toEqual(expect.arrayContaining(labels));
    for (const label of own) known.add(label);
  }
  expect([...known]).toEqual(expect.arrayContaining(grouping));
});

test('a renamed metric, an unknown label and a syntax error would be found', () => {
  expect(typeOf('distansmote_meeting')).toBeUndefined();
  expect(typeOf('distansmote_request_seconds')).toBeUndefined();
  expect(readQuery('sum by (kind) (rate(a_total{b="c"}[5m]))')).toEqual({
    selectors: [{ name: 'a_total', labels: ['b'], isCounted: true }],
    grouping: ['kind'],
  });
  expect(() => readQuery('sum(rate(a_total[5m])')).toThrow(SyntaxError);
});

test('every metric is on the dashboard or in an alert', () => {
  const shown = new Set(
    queries.flatMap(([, query]) => readQuery(query).selectors.map(({ name }) => name)),
  );
  const ours = [...scraped.types.keys()].filter((name) => name.startsWith('distansmote_'));
  const isShown = (name: string) =>
    ['', '_bucket', '_count', '_sum'].some((suffix) => shown.has(name + suffix));
  expect(ours.filter((name) => !isShown(name))).toEqual(['distansmote_build_info']);
  expect(JSON.stringify(dashboard.templating)).toContain('distansmote_build_info');
});

test('no two panels of the dashboard share an id or overlap', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { id, gridPos: a } of panels) {
    expect(a.x + a.w).toBeLessThanOrEqual(24);
    for (const { id: otherId, gridPos: b } of panels) {
      if (otherId <= id) continue;
      const isApart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
      expect(isApart, `${id} and ${otherId}`).toBe(true);
    }
  }
});
