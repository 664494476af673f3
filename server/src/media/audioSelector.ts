// How loud each microphone of a meeting is, packet by packet, while there are more than all can be passed on.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { RtpPacket, rtpExtensionUriToType } from 'rtp.js/packets';
import { POLL_INTERVAL_MS, TopNSpeakers, MAX_SPEAKERS } from '../sound/topNSpeakers.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import type { SentTrack } from './sentTrack.ts';

const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
/** No level in it: loud enough to be taken for speech, so that nobody is lost. */
const UNKNOWN_LEVEL = -30;

export class AudioSelector {
  readonly #few: TopNSpeakers<ParticipantId>;
  readonly #microphones = new Set<SentTrack>();
  /** Once there have been many, all are listened to until the meeting ends. */
  #isListening = false;
  #looking: NodeJS.Timeout | undefined;

  /** @param changed who is held back now. */
  constructor(changed: (suppressedIds: ParticipantId[]) => void) {
    this.#few = new TopNSpeakers(MAX_SPEAKERS, changed);
  }

  get suppressedIds(): ParticipantId[] {
    return this.#few.suppressedIds;
  }

  /** Whether that participant's microphone is passed on just now. */
  isForwarded(id: ParticipantId): boolean {
    return this.#few.isHeard(id);
  }

  /** Counts a microphone among the voices until it is closed. */
  add(track: SentTrack): void {
    this.#microphones.add(track);
    track.producer.observer.once('close', () => {
      this.#microphones.delete(track);
      this.#few.forget(track.participantId);
    });
    if (this.#isListening) this.#listenTo(track);
    else if (this.#microphones.size > MAX_SPEAKERS) this.#begin();
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #begin(): void {
    this.#isListening = true;
    // Behind what has come: after a stall of this process its own timers are first, and all would count as silent.
    const look = () => setImmediate(() => this.#few.look(performance.now()));
    this.#looking = setInterval(look, POLL_INTERVAL_MS).unref();
    for (const microphone of this.#microphones) this.#listenTo(microphone);
  }

  /** Its packets come into this process as well; one that is closed meanwhile is no fault. */
  #listenTo({ participantId, producer, router: place }: SentTrack): void {
    listen(place, producer.id)
      .then((consumer) => {
        const id = consumer.rtpParameters.headerExtensions?.find(
          ({ uri }) => uri === AUDIO_LEVEL,
        )?.id;
        const kind = rtpExtensionUriToType(AUDIO_LEVEL);
        const mapping = id === undefined || kind === undefined ? {} : { [kind]: id };
        consumer.on('rtp', (data) => {
          this.#few.packet(participantId, levelOf(data, mapping), performance.now());
        });
      })
      .catch(() => undefined);
  }
}

async function listen(place: MeetingRouter, producerId: string): Promise<types.Consumer> {
  const transport = await place.directTransport();
  return transport.consume({ producerId, rtpCapabilities: place.router.rtpCapabilities });
}

/** In dBov (RFC 6464 §3). */
function levelOf(data: Buffer, mapping: Record<number, number>): number {
  const packet = new RtpPacket(new DataView(data.buffer, data.byteOffset, data.byteLength));
  packet.setExtensionMapping(mapping);
  const level = packet.getSsrcAudioLevelExtension();
  return level === undefined ? UNKNOWN_LEVEL : -level.volume;
}
