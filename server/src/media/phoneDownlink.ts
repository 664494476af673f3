// What the telephones of a meeting hear of it: each voice once, sent to the sound thread over the loopback.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { openLoopback } from './phoneUplink.ts';
import type { SentTrack } from './sentTrack.ts';
import { closeOrKill } from './workerChannel.ts';

/** One sound, as it comes over the loopback. */
export interface AudioSource {
  ssrc: number;
  payloadType: number;
  codec: 'opus' | 'PCMA';
}

export interface PhoneDownlinkListeners {
  sourceAdded(source: AudioSource): void;
  sourceRemoved(ssrc: number): void;
}

export class PhoneDownlink {
  readonly #place: MeetingRouter;
  readonly #transport: types.PlainTransport;
  readonly #listeners: PhoneDownlinkListeners;
  /** By producer. */
  readonly #heard = new Map<string, types.Consumer | undefined>();
  #unheardIds: readonly ParticipantId[];

  private constructor(
    place: MeetingRouter,
    transport: types.PlainTransport,
    suppressedIds: readonly ParticipantId[],
    listeners: PhoneDownlinkListeners,
  ) {
    this.#place = place;
    this.#transport = transport;
    this.#unheardIds = suppressedIds;
    this.#listeners = listeners;
  }

  /** @param port of the loopback, where the sound thread takes it. */
  static async open(
    place: MeetingRouter,
    port: number,
    suppressedIds: readonly ParticipantId[],
    listeners: PhoneDownlinkListeners,
  ): Promise<PhoneDownlink> {
    const transport = await openLoopback(place, { comedia: false });
    try {
      await transport.connect({ ip: '127.0.0.1', port });
    } catch (error) {
      closeOrKill(transport, (reason) => place.worker.kill(reason));
      throw error;
    }
    return new PhoneDownlink(place, transport, suppressedIds, listeners);
  }

  get closed(): boolean {
    return this.#transport.closed;
  }

  /** Hears that track until it ends; a picture, or one that is heard already, is passed over. */
  async addTrack(track: SentTrack): Promise<void> {
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
  setSuppressed(suppressedIds: readonly ParticipantId[]): void {
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
    closeOrKill(this.#transport, (reason) => this.#place.worker.kill(reason));
  }
}

function heardSourceOf({ rtpParameters }: types.Consumer): AudioSource | undefined {
  const [codec] = rtpParameters.codecs;
  const ssrc = rtpParameters.encodings?.[0]?.ssrc;
  if (codec === undefined || ssrc === undefined) return undefined;
  const isOpus = codec.mimeType.toLowerCase() === 'audio/opus';
  return { ssrc, payloadType: codec.payloadType, codec: isOpus ? 'opus' : 'PCMA' };
}
