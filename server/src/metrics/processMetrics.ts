// What Node says of its own process: event loop, memory, processor, open files.
import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** One for the process, however many servers run in it: its observers cannot be taken away again. */
export function processRegistry(): Registry {
  if (registry === undefined) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
