// Counts signalling requests by name and outcome, and times `prepare` and `join`.
import {
  type RefusalCode,
  type RequestName,
  requests,
} from '@distansmote/shared/signalling/requests.ts';
import { Counter, Histogram, type Registry } from 'prom-client';

/**
 * @param name `unknown` for a name that is not in the protocol.
 * @param refusal undefined when the request was granted.
 * @param ms from arrival to reply, including the wait for earlier requests.
 */
export type RequestAnswered = (
  name: RequestName | 'unknown',
  refusal: RefusalCode | undefined,
  ms: number,
) => void;

/** The requests that a person waits for while joining. */
const TIMED: ReadonlySet<string> = new Set<RequestName>(['prepare', 'join']);
const BUCKETS_SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

export function requestMeter(registers: Registry[]): RequestAnswered {
  const answered = new Counter({
    name: 'distansmote_requests_total',
    help: 'Requests of pages by name and outcome: granted, or the code of the refusal.',
    labelNames: ['request', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'distansmote_request_seconds',
    help: 'Time in the server of prepare and join requests that were granted.',
    labelNames: ['request'],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  for (const request of TIMED) seconds.zero({ request });
  // Prometheus sees no increase in a series that starts with its first error.
  for (const request of Object.keys(requests)) {
    for (const outcome of ['granted', 'internal']) answered.inc({ request, outcome }, 0);
  }

  return (request, refusal, ms) => {
    answered.inc({ request, outcome: refusal ?? 'granted' });
    if (refusal === undefined && TIMED.has(request)) seconds.observe({ request }, ms / 1000);
  };
}
