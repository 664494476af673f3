// The messages between the baseline's page and server.
import type { types } from 'mediasoup';
import type { types as clientTypes } from 'mediasoup-client';

/**
 * How the video arrives: all prepared before the click and resumed by it (`warm`); nothing prepared (`cold`);
 * transports connected but the video's consumer created by the click, flowing at once (`trap`) or when the page says
 * that it is ready (`ready`).
 */
export type Strategy = 'warm' | 'cold' | 'trap' | 'ready';

export type Direction = 'send' | 'receive';
export type Offer = Pick<types.ProducerOptions, 'kind' | 'rtpParameters'>;
export type Track = Pick<
  clientTypes.ConsumerOptions,
  'id' | 'producerId' | 'kind' | 'rtpParameters'
>;
export interface Prepared {
  send: clientTypes.TransportOptions;
  receive: clientTypes.TransportOptions;
  tracks: Track[];
}

export type Ask =
  | { ask: 'prepare'; strategy: Strategy; rtpCapabilities: types.RtpCapabilities }
  | { ask: 'connect'; direction: Direction; dtlsParameters: types.DtlsParameters }
  | { ask: 'join'; strategy: Strategy; offers: Offer[] }
  | { ask: 'ready' };

export type Answer =
  | { is: 'hello'; rtpCapabilities: types.RtpCapabilities }
  | { is: 'admitted' }
  | ({ is: 'prepared' } & Prepared)
  | { is: 'joined'; tracks: Track[] }
  | { is: 'started'; track: Track }
  | { is: 'stopped'; producerId: string };
