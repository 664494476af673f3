// What a server says of itself on /metrics, read as Prometheus reads it.
import type { TestServer } from './testServer.ts';

export const METRICS_TOKEN = 'read the metrics';

export interface Scrape {
  text: string;
  /** Of the series with just these labels; undefined when there is none. */
  value(name: string, labels?: Record<string, string>): number | undefined;
  /** The labels of each series that has the name. */
  seriesOf(name: string): Record<string, string>[];
  /** Each metric's name with its type, as declared. */
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

/** @throws when a line is none of the text format's. */
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
