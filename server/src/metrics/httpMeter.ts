// Counts HTTP requests by route pattern, never by URL.
import { Counter, type Registry } from 'prom-client';

/** @param route as registered, `/api/spaces/:id`; undefined for a URL without a route. */
export type HttpAnswered = (method: string, route: string | undefined, status: number) => void;

/** Other methods are refused, but a client could invent any number of label values. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function httpMeter(registers: Registry[]): HttpAnswered {
  const answered = new Counter({
    name: 'distansmote_http_requests_total',
    help: 'HTTP requests by method, route and status; "page" is every address of the client.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  return (method, route, status) =>
    answered.inc({
      method: METHODS.has(method) ? method : 'other',
      route: route ?? 'page',
      status,
    });
}
