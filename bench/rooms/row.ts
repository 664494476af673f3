// One line of the bench's table: what was measured, beside its limit and a floor.
import { median, percentile } from '../join/statistics.ts';

export interface Row {
  what: string;
  /** As printed. */
  measured: string;
  /** As the project wants it; undefined where there is no limit. */
  limit?: string | undefined;
  /** What the same costs without the server's part, in the same run. */
  floor?: string | undefined;
  /** Undefined where nothing is to be met. */
  isMet?: boolean | undefined;
}

export interface Limits {
  median?: number;
  p95?: number;
}

const NONE: Limits = {};

/** Of times in milliseconds: median / 95th percentile. */
export function times(
  what: string,
  values: number[],
  { limits = NONE, floor }: { limits?: Limits; floor?: number[] } = {},
): Row {
  const { median: maxMedian, p95: maxP95 } = limits;
  const [middle, high] = [median(values), percentile(values, 0.95)];
  const hasLimit = maxMedian !== undefined || maxP95 !== undefined;
  return {
    what: `${what} (${values.length})`,
    measured: both(values),
    limit: hasLimit ? `${maxMedian ?? '–'} / ${maxP95 ?? '–'} ms` : undefined,
    floor: floor && both(floor),
    isMet: hasLimit
      ? values.length > 0 && middle <= (maxMedian ?? Infinity) && high <= (maxP95 ?? Infinity)
      : undefined,
  };
}

/** A number with a limit that it may not exceed. */
export function atMost(
  what: string,
  value: number,
  {
    unit,
    limit,
    digits = 0,
    floor,
  }: { unit: string; limit?: number | undefined; digits?: number; floor?: string | undefined },
): Row {
  return {
    what,
    measured: `${value.toFixed(digits)} ${unit}`,
    limit: limit === undefined ? undefined : `≤ ${limit} ${unit}`,
    floor,
    isMet: limit === undefined ? undefined : value <= limit,
  };
}

export function printTable(rows: readonly Row[]): void {
  console.log('| | measured | limit | floor | |\n|---|---|---|---|---|');
  for (const { what, measured, limit = '', floor = '', isMet } of rows)
    console.log(
      `| ${what} | ${measured} | ${limit} | ${floor} | ${isMet === undefined ? '' : isMet ? 'met' : '**not met**'} |`,
    );
}

const both = (values: number[]): string =>
  `${median(values).toFixed(0)} / ${percentile(values, 0.95).toFixed(0)} ms`;
