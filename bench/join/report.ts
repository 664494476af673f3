// Summarises the joins as a table for people and as JSON for programs.
import type { Join } from './parts.ts';
import { median, percentile } from './statistics.ts';
import type { JoinVariant } from './variants.ts';

export interface Measured {
  people: number;
  line: string;
  variant: JoinVariant;
  joins: Join[];
  failures: string[];
}

export interface Row {
  people: number;
  line: string;
  variant: string;
  runs: number;
  median: number;
  p95: number;
  /** The median relative to the baseline's; null for a baseline. */
  ratio: number | null;
  parts: { sent: number; answered: number; attached: number; received: number };
  framesDecoded: number;
  messagesSent: string;
  answeredBeforeFrame: string;
  warm: number;
  failures: string[];
}

export function rowsOf(all: Measured[]): Row[] {
  const medianOf = ({ joins }: Measured) => median(joins.map((join) => join.rendered));
  return all.map((measured) => {
    const { people, line, variant, joins, failures } = measured;
    const baseline = all.find(
      (other) =>
        other.people === people && other.line === line && other.variant.name === variant.baseline,
    );
    const part = (name: keyof Row['parts']) => round(median(joins.map((join) => join[name])));
    const usual = (name: 'messagesSent' | 'answeredBeforeFrame') =>
      [...new Set(joins.map((join) => join[name].join('+') || 'none'))].join(' | ');
    return {
      people,
      line,
      variant: variant.name,
      runs: joins.length,
      median: round(medianOf(measured)),
      p95: round(
        percentile(
          joins.map((join) => join.rendered),
          0.95,
        ),
      ),
      ratio: baseline === undefined ? null : round(medianOf(measured) / medianOf(baseline), 100),
      parts: {
        sent: part('sent'),
        answered: part('answered'),
        attached: part('attached'),
        received: part('received'),
      },
      framesDecoded: median(joins.map((join) => join.framesDecoded)),
      messagesSent: usual('messagesSent'),
      answeredBeforeFrame: usual('answeredBeforeFrame'),
      warm: joins.filter((join) => join.wasWarm).length,
      failures,
    };
  });
}

export function printRows(rows: Row[]): void {
  console.table(
    rows.map(({ parts, messagesSent, answeredBeforeFrame, failures, ...row }) => ({
      ...row,
      ...parts,
      messages: messagesSent,
      'answered first': answeredBeforeFrame,
      failures: failures.length,
    })),
  );
  console.log(
    'median, p95 and parts: ms from the click, or from being admitted. sent: first message; answered: its reply; attached: ' +
      'the track on its <video>;\nreceived: last packet of the first rendered frame; framesDecoded: ' +
      'until that frame was rendered; warm: runs with a connected transport at the click.',
  );
}

const round = (value: number, steps = 10): number => Math.round(value * steps) / steps;
