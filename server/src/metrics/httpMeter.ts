// HTTP requests by the pattern of their route, never by their address.
import { Counter, type Registry } from 'prom-client';

/** @param route as it was registered, `/api/spaces/:id`; undefined for an address that no route has. */
export type HttpAnswered = (method: string, route: string | undefined, status: number) => void;

/** Others are refused, but a stranger could make dozens of them up. */
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
