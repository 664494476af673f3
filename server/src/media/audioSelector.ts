// Finds the loudest microphones of a meeting from the RTP audio levels, once there are more than can be forwarded.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { RtpPacket, rtpExtensionUriToType } from 'rtp.js/packets';
import { MAX_SPEAKERS, POLL_INTERVAL_MS, TopNSpeakers } from '../sound/topNSpeakers.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import type { SentTrack } from './sentTrack.ts';

const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
/** For packets without the extension: as loud as speech, so that nobody is suppressed by mistake. */
const UNKNOWN_LEVEL_DBOV = -30;

export class AudioSelector {
  readonly #topSpeakers: TopNSpeakers<ParticipantId>;
  readonly #microphones = new Set<SentTrack>();
  /** Once there have been many microphones, all are listened to until the meeting ends. */
  #isListening = false;
  #pollTimer: NodeJS.Timeout | undefined;

  /** @param onChanged whose microphones are not forwarded. */
  constructor(onChanged: (suppressedIds: ParticipantId[]) => void) {
    this.#topSpeakers = new TopNSpeakers(MAX_SPEAKERS, onChanged);
  }

  get suppressedIds(): ParticipantId[] {
    return this.#topSpeakers.suppressedIds;
  }

  /** Whether that participant's microphone is forwarded. */
  isForwarded(id: ParticipantId): boolean {
    return this.#topSpeakers.isHeard(id);
  }

  /** Whose microphones are always forwarded. */
  setAlwaysForwarded(ids: readonly ParticipantId[]): void {
    this.#topSpeakers.setExempt(ids);
  }

  /** Includes a microphone until it closes. */
  add(track: SentTrack): void {
    this.#microphones.add(track);
    track.producer.observer.once('close', () => {
      this.#microphones.delete(track);
      this.#topSpeakers.forget(track.participantId);
    });
    if (this.#isListening) this.#listenTo(track);
    else if (this.#microphones.size > MAX_SPEAKERS) this.#start();
  }

  close(): void {
    clearInterval(this.#pollTimer);
  }

  #start(): void {
    this.#isListening = true;
    // setImmediate lets packets that have arrived go first: timers run before I/O after a stall of the event loop, and
    // everybody would count as silent.
    const poll = () => setImmediate(() => this.#topSpeakers.poll(performance.now()));
    this.#pollTimer = setInterval(poll, POLL_INTERVAL_MS).unref();
    for (const microphone of this.#microphones) this.#listenTo(microphone);
  }

  /** Has its packets delivered to this process as well. A track that closes meanwhile is no error. */
  #listenTo({ participantId, producer, router }: SentTrack): void {
    consumeDirectly(router, producer.id)
      .then((consumer) => {
        const id = consumer.rtpParameters.headerExtensions?.find(
          ({ uri }) => uri === AUDIO_LEVEL,
        )?.id;
        const type = rtpExtensionUriToType(AUDIO_LEVEL);
        const mapping = id === undefined || type === undefined ? {} : { [type]: id };
        consumer.on('rtp', (data) => {
          this.#topSpeakers.packet(participantId, levelOf(data, mapping), performance.now());
        });
      })
      .catch(() => undefined);
  }
}

async function consumeDirectly(router: MeetingRouter, producerId: string): Promise<types.Consumer> {
  const transport = await router.directTransport();
  return transport.consume({ producerId, rtpCapabilities: router.router.rtpCapabilities });
}

/** In dBov (RFC 6464 §3): 0 is the loudest, -127 silence. */
function levelOf(data: Buffer, mapping: Record<number, number>): number {
  const packet = new RtpPacket(new DataView(data.buffer, data.byteOffset, data.byteLength));
  packet.setExtensionMapping(mapping);
  const level = packet.getSsrcAudioLevelExtension();
  return level === undefined ? UNKNOWN_LEVEL_DBOV : -level.volume;
}
