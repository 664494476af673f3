// A meeting's sound for another thread, such as what its telephones hear: each audio track once, as RTP over the loopback.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { type ConsumedTrack, LoopbackDownlink } from './loopbackDownlink.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import type { SentTrack } from './sentTrack.ts';

/** One RTP stream on the loopback. */
export interface AudioSource {
  ssrc: number;
  payloadType: number;
  codec: 'opus' | 'PCMA' | 'G722';
}

const CODECS: Readonly<Record<string, AudioSource['codec']>> = {
  'audio/opus': 'opus',
  'audio/pcma': 'PCMA',
  'audio/g722': 'G722',
};

export interface AudioDownlinkListeners {
  /** @param participantId whose it is. */
  sourceAdded(source: AudioSource, participantId: ParticipantId): void;
  sourceRemoved(ssrc: number): void;
}

export class AudioDownlink {
  readonly #loopback: LoopbackDownlink;
  readonly #listeners: AudioDownlinkListeners;
  readonly #receivers: 'phones' | 'captions';
  /** By producer id; undefined while the consumer is being created. */
  readonly #consumers = new Map<string, types.Consumer | undefined>();
  #suppressedIds: readonly ParticipantId[];

  private constructor(
    loopback: LoopbackDownlink,
    suppressedIds: readonly ParticipantId[],
    listeners: AudioDownlinkListeners,
    receivers: 'phones' | 'captions',
  ) {
    this.#receivers = receivers;
    this.#loopback = loopback;
    this.#suppressedIds = suppressedIds;
    this.#listeners = listeners;
  }

  /**
   * @param port the thread's, UDP on 127.0.0.1
   * @param receivers for the log
   */
  static async open(
    router: MeetingRouter,
    port: number,
    suppressedIds: readonly ParticipantId[],
    listeners: AudioDownlinkListeners,
    receivers: 'phones' | 'captions' = 'phones',
  ): Promise<AudioDownlink> {
    const loopback = await LoopbackDownlink.open(router, port);
    return new AudioDownlink(loopback, suppressedIds, listeners, receivers);
  }

  get closed(): boolean {
    return this.#loopback.closed;
  }

  /** Forwards a track until it closes. Video, and a track that was added before, are ignored. */
  async addTrack(track: SentTrack): Promise<void> {
    const { producer, participantId, source } = track;
    if (producer.kind !== 'audio' || this.closed || this.#consumers.has(producer.id)) return;
    this.#consumers.set(producer.id, undefined);
    producer.observer.once('close', () => this.#consumers.delete(producer.id));
    const { rtpCapabilities } = this.#loopback.router.router;
    const paused = source === 'microphone' && this.#suppressedIds.includes(participantId);
    const consumed = await this.#loopback.consume(
      track,
      { rtpCapabilities, paused },
      this.#receivers,
    );
    const added = consumed && audioSourceOf(consumed);
    if (consumed === undefined || added === undefined) {
      this.#consumers.delete(producer.id);
      return;
    }
    const { consumer } = consumed;
    consumer.appData['participantId'] = source === 'microphone' ? participantId : undefined;
    this.#consumers.set(producer.id, consumer);
    consumer.observer.once('close', () => this.#listeners.sourceRemoved(added.ssrc));
    this.#listeners.sourceAdded(added, participantId);
    // Who is suppressed may have changed while the consumer was being created.
    this.#pauseOrResume(consumer);
  }

  /** These microphones are not forwarded for now. */
  setSuppressed(suppressedIds: readonly ParticipantId[]): void {
    this.#suppressedIds = suppressedIds;
    for (const consumer of this.#consumers.values()) if (consumer) this.#pauseOrResume(consumer);
  }

  #pauseOrResume(consumer: types.Consumer): void {
    const { participantId } = consumer.appData;
    const isSuppressed = this.#suppressedIds.includes(participantId as ParticipantId);
    if (isSuppressed === consumer.paused || consumer.closed) return;
    // A worker that died meanwhile has an event of its own.
    (isSuppressed ? consumer.pause() : consumer.resume()).catch(() => undefined);
  }

  close(): void {
    this.#loopback.close();
  }
}

function audioSourceOf({ consumer, ssrc }: ConsumedTrack): AudioSource | undefined {
  const [codec] = consumer.rtpParameters.codecs;
  const name = codec && CODECS[codec.mimeType.toLowerCase()];
  return name && { ssrc, payloadType: codec.payloadType, codec: name };
}
