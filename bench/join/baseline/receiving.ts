// What the baseline's page receives: each video is on its element as soon as it is negotiated.
import type { Device } from 'mediasoup-client';
import type { Consumer, Transport, TransportOptions } from 'mediasoup-client/types';
import { addPicture, removePicture } from './pictures.ts';
import type { Ask, Track } from './protocol.ts';

export class BaselineReceiving {
  readonly #transport: Transport;
  readonly #consumers: Consumer[] = [];

  constructor(device: Device, options: TransportOptions, tell: (ask: Ask) => void) {
    this.#transport = device.createRecvTransport(options);
    this.#transport.on('connect', ({ dtlsParameters }, done) => {
      tell({ ask: 'connect', direction: 'receive', dtlsParameters });
      done();
    });
  }

  async add(tracks: Track[]): Promise<void> {
    await Promise.all(
      tracks.map(async (track) => {
        const consumer = await this.#transport.consume(track);
        this.#consumers.push(consumer);
        const element =
          track.kind === 'video' ? addPicture(track.producerId) : document.createElement('audio');
        element.srcObject = new MediaStream([consumer.track]);
        element.play().catch(() => undefined);
      }),
    );
  }

  remove(producerId: string): void {
    this.#consumers.find((consumer) => consumer.producerId === producerId)?.close();
    removePicture(producerId);
  }
}
