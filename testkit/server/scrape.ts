// Scrapes /metrics and parses it like Prometheus.
import type { TestServer } from './testServer.ts';

export const METRICS_TOKEN = 'read the metrics';

export interface Scrape {
  text: string;
  /** The series with exactly these labels; undefined if there is none. */
  value(name: string, labels?: Record<string, string>): number | undefined;
  /** The labels of every series of that metric. */
  seriesOf(name: string): Record<string, string>[];
  /** Metric names with their declared types. */
  types: ReadonlyMap<string, string>;
}

export async function scrape(server: Pick<TestServer, 'url'>): Promise<Scrape> {
  const answer = await fetch(`${server.url}/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}: ${text}`);
  return readScrape(text);
}

/** @throws if a line is not valid in the text format. */
function readScrape(text: string): Scrape {
  const series: { name: string; labels: Record<string, string>; value: number }[] = [];
  const types = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ')) continue;
    const [, declared, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (declared !== undefined && type !== undefined) {
      if (types.has(declared)) throw new Error(`declared twice: ${declared}`);
      types.set(declared, type);
      continue;
    }
    const [, name, inBraces = '', value] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`no line of a scrape: ${line}`);
    const labels = Object.fromEntries(
      [...inBraces.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, key, label]) => [key, label]),
    ) as Record<string, string>;
    series.push({ name, labels, value: Number(value) });
  }
  const named = (name: string) => series.filter((one) => one.name === name);
  return {
    text,
    types,
    seriesOf: (name) => named(name).map(({ labels }) => labels),
    value: (name, labels = {}) =>
      named(name).find(
        (one) =>
          Object.keys(one.labels).length === Object.keys(labels).length &&
          Object.entries(labels).every(([key, wanted]) => one.labels[key] === wanted),
      )?.value,
  };
}
