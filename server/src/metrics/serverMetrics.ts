// All that is measured of one server, as Prometheus reads it: how many and how long, never who or which.
import { Registry } from 'prom-client';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { httpMeter, type HttpAnswered } from './httpMeter.ts';
import { lossMeter } from './lossMeter.ts';
import { mediaGauges } from './mediaGauges.ts';
import { type CountGaugesDeps, countGauges } from './countGauges.ts';
import { processRegistry } from './processMetrics.ts';
import { requestMeter, type RequestAnswered } from './requestMeter.ts';

export interface ServerMetrics {
  requestAnswered: RequestAnswered;
  httpAnswered: HttpAnswered;
  /** The media type of the text, for Content-Type. */
  contentType: string;
  /** In Prometheus' text format, read anew; those who ask at the same time get the same. */
  text(): Promise<string>;
}

export interface ServerMetricsDeps extends CountGaugesDeps {
  mediaWorkers: Pick<MediaWorkers, 'states' | 'deathCount' | 'sampleLoss'>;
}

/** With a registry of its own, since several servers may run in one process. */
export function createServerMetrics(parts: ServerMetricsDeps): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const readCounts = countGauges(registers, parts);
  const readMedia = mediaGauges(registers, parts.mediaWorkers);
  const sampleLoss = lossMeter(registers, parts.mediaWorkers);
  const ofProcess = processRegistry();

  async function read(): Promise<string> {
    await readMedia();
    readCounts();
    sampleLoss();
    return `${await registry.metrics()}\n${await ofProcess.metrics()}`;
  }

  let reading: Promise<string> | undefined;
  return {
    contentType: registry.contentType,
    requestAnswered: requestMeter(registers),
    httpAnswered: httpMeter(registers),
    text: () => (reading ??= read().finally(() => (reading = undefined))),
  };
}
