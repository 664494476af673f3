// All metrics of one server in Prometheus' format: counts and durations, never who or which meeting.
import { Registry } from 'prom-client';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { clusterGauges, type MeasuredCluster } from './clusterGauges.ts';
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
  /** Prometheus' text format. Concurrent scrapes share one result. */
  text(): Promise<string>;
}

export interface ServerMetricsDeps extends CountGaugesDeps {
  mediaWorkers: Pick<MediaWorkers, 'states' | 'deathCount' | 'sampleLoss'>;
  /** Undefined for a server by itself. */
  cluster: MeasuredCluster | undefined;
}

/** Has its own registry, because tests run several servers in one process. */
export function createServerMetrics(parts: ServerMetricsDeps): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const readCounts = countGauges(registers, parts);
  const readMedia = mediaGauges(registers, parts.mediaWorkers);
  const readCluster = parts.cluster && clusterGauges(registers, parts.cluster);
  const sampleLoss = lossMeter(registers, parts.mediaWorkers);
  const processMetrics = processRegistry();

  async function read(): Promise<string> {
    await readMedia();
    readCounts();
    readCluster?.();
    sampleLoss();
    return `${await registry.metrics()}\n${await processMetrics.metrics()}`;
  }

  let reading: Promise<string> | undefined;
  return {
    contentType: registry.contentType,
    requestAnswered: requestMeter(registers),
    httpAnswered: httpMeter(registers),
    text: () => (reading ??= read().finally(() => (reading = undefined))),
  };
}
