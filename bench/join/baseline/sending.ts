// What the baseline's page sends: negotiated before the click, offered in its message, flowing after it.
import type { Device } from 'mediasoup-client';
import type { Producer, Transport, TransportOptions } from 'mediasoup-client/types';
import { encodingsOf } from '../../../client/src/media/layers.ts';
import type { Ask, Offer } from './protocol.ts';

export class BaselineSending {
  readonly #transport: Transport;
  readonly #producers: Producer[] = [];

  constructor(device: Device, options: TransportOptions, tell: (ask: Ask) => void) {
    this.#transport = device.createSendTransport(options);
    this.#transport.on('connect', ({ dtlsParameters }, done) => {
      tell({ ask: 'connect', direction: 'send', dtlsParameters });
      done();
    });
    this.#transport.on('produce', ({ kind }, done) => done({ id: kind }));
  }

  async add(mediaTrack: MediaStreamTrack): Promise<void> {
    const isPicture = mediaTrack.kind === 'video';
    const encodings = encodingsOf(isPicture ? 'camera' : 'microphone', mediaTrack);
    const producer = await this.#transport.produce({
      track: mediaTrack,
      encodings: encodings.map((encoding) => ({ ...encoding, active: false })),
      ...(isPicture ? {} : { codecOptions: { opusFec: true, opusDtx: true } }),
    });
    this.#producers.push(producer);
  }

  get offers(): Offer[] {
    return this.#producers.map(({ kind, rtpParameters: { encodings, ...rest } }) => ({
      kind,
      rtpParameters: {
        ...rest,
        encodings: encodings?.map(({ active: _inactive, ...encoding }) => encoding),
      } as Offer['rtpParameters'],
    }));
  }

  /** Without mediasoup-client's setRtpEncodingParameters, which renegotiates and delays the page. */
  letFlow(): void {
    for (const { rtpSender } of this.#producers) {
      const parameters = rtpSender?.getParameters();
      for (const encoding of parameters?.encodings ?? []) encoding.active = true;
      if (parameters !== undefined) void rtpSender?.setParameters(parameters);
    }
  }
}
