// Node's own process metrics: event loop, memory, CPU, open files.
import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** One per process, however many servers run in it: its observers cannot be removed. */
export function processRegistry(): Registry {
  if (registry === undefined) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
