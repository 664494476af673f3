// All that is measured of one server, as Prometheus reads it: how many and how long, never who or which.
import { Registry } from 'prom-client';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import type { Headcount } from '../meetings/headcount.ts';
import { httpMeter, type HttpAnswered } from './httpMeter.ts';
import { lossMeter } from './lossMeter.ts';
import { mediaGauges } from './mediaGauges.ts';
import { countGauges } from './countGauges.ts';
import { processRegistry } from './processMetrics.ts';
import { requestMeter, type RequestAnswered } from './requestMeter.ts';

export interface ServerMetrics {
  requestAnswered: RequestAnswered;
  httpAnswered: HttpAnswered;
  /** In Prometheus' text format, read anew; those who ask at the same time get the same. */
  text(): Promise<string>;
}

export interface MeasuredParts {
  version: string;
  meetings: { readonly headcounts: Headcount[] };
  mediaWorkers: Pick<MediaWorkers, 'states' | 'deathCount' | 'sampleLoss'>;
  audit: { readonly waitingCount: number };
  /** Open sockets and those in their grace. */
  connectionCount: () => number;
}

export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** With a registry of its own, since several servers may run in one process. */
export function createServerMetrics(parts: MeasuredParts): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  countGauges(registers, parts);
  const readMedia = mediaGauges(registers, parts.mediaWorkers);
  const sampleLoss = lossMeter(registers, parts.mediaWorkers);
  const ofProcess = processRegistry();

  async function read(): Promise<string> {
    await readMedia();
    sampleLoss();
    return `${await registry.metrics()}\n${await ofProcess.metrics()}`;
  }

  let reading: Promise<string> | undefined;
  return {
    requestAnswered: requestMeter(registers),
    httpAnswered: httpMeter(registers),
    text: () => (reading ??= read().finally(() => (reading = undefined))),
  };
}
