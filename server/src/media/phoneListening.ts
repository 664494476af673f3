// What the telephones of a meeting hear of it: each voice once, sent to the sound thread over the loopback.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MediaPlace } from './mediaPlace.ts';
import { openLoopback } from './phoneMedia.ts';
import type { SentTrack } from './sentTrack.ts';
import { closeOrAbandon } from './workerLink.ts';

/** One sound, as it comes over the loopback. */
export interface HeardSource {
  ssrc: number;
  payloadType: number;
  codec: 'opus' | 'PCMA';
}

export interface PhoneListeningListeners {
  sourceAdded(source: HeardSource): void;
  sourceRemoved(ssrc: number): void;
}

export class PhoneListening {
  readonly #place: MediaPlace;
  readonly #transport: types.PlainTransport;
  readonly #listeners: PhoneListeningListeners;
  /** By producer. */
  readonly #heard = new Map<string, types.Consumer | undefined>();
  #unheardIds: readonly ParticipantId[];

  private constructor(
    place: MediaPlace,
    transport: types.PlainTransport,
    suppressedIds: readonly ParticipantId[],
    listeners: PhoneListeningListeners,
  ) {
    this.#place = place;
    this.#transport = transport;
    this.#unheardIds = suppressedIds;
    this.#listeners = listeners;
  }

  /** @param port of the loopback, where the sound thread takes it. */
  static async open(
    place: MediaPlace,
    port: number,
    suppressedIds: readonly ParticipantId[],
    listeners: PhoneListeningListeners,
  ): Promise<PhoneListening> {
    const transport = await openLoopback(place, { comedia: false });
    try {
      await transport.connect({ ip: '127.0.0.1', port });
    } catch (error) {
      closeOrAbandon(transport, (reason) => place.host.abandon(reason));
      throw error;
    }
    return new PhoneListening(place, transport, suppressedIds, listeners);
  }

  get closed(): boolean {
    return this.#transport.closed;
  }

  /** Hears that track until it ends; a picture, or one that is heard already, is passed over. */
  async hear(track: SentTrack): Promise<void> {
    const { producer, participantId, source } = track;
    if (producer.kind !== 'audio' || this.closed || this.#heard.has(producer.id)) return;
    this.#heard.set(producer.id, undefined);
    producer.observer.once('close', () => this.#heard.delete(producer.id));
    let consumer: types.Consumer;
    try {
      await this.#place.bring(track);
      consumer = await this.#transport.consume({
        producerId: producer.id,
        rtpCapabilities: this.#place.router.rtpCapabilities,
        paused: source === 'microphone' && this.#unheardIds.includes(participantId),
      });
    } catch (error) {
      this.#heard.delete(producer.id);
      if (!producer.closed && !this.closed) {
        this.#place.log.warn({ err: error, source }, 'telephones cannot hear a track');
      }
      return;
    }
    // Of a transport that was closed meanwhile mediasoup leaves the consumer open for ever.
    if (this.closed) consumer.close();
    const heard = heardSourceOf(consumer);
    if (heard === undefined || consumer.closed) return;
    consumer.appData['participantId'] = source === 'microphone' ? participantId : undefined;
    this.#heard.set(producer.id, consumer);
    consumer.observer.once('close', () => this.#listeners.sourceRemoved(heard.ssrc));
    this.#listeners.sourceAdded(heard);
    // Who is held back may have changed while it was being made.
    this.#follow(consumer);
  }

  /** These voices are not passed on just now. */
  setUnheard(suppressedIds: readonly ParticipantId[]): void {
    this.#unheardIds = suppressedIds;
    for (const consumer of this.#heard.values()) if (consumer) this.#follow(consumer);
  }

  #follow(consumer: types.Consumer): void {
    const { participantId } = consumer.appData;
    const isUnheard = this.#unheardIds.includes(participantId as ParticipantId);
    if (isUnheard === consumer.paused || consumer.closed) return;
    // A worker that died meanwhile says so itself.
    (isUnheard ? consumer.pause() : consumer.resume()).catch(() => undefined);
  }

  close(): void {
    closeOrAbandon(this.#transport, (reason) => this.#place.host.abandon(reason));
  }
}

function heardSourceOf({ rtpParameters }: types.Consumer): HeardSource | undefined {
  const [codec] = rtpParameters.codecs;
  const ssrc = rtpParameters.encodings?.[0]?.ssrc;
  if (codec === undefined || ssrc === undefined) return undefined;
  const isOpus = codec.mimeType.toLowerCase() === 'audio/opus';
  return { ssrc, payloadType: codec.payloadType, codec: isOpus ? 'opus' : 'PCMA' };
}
