// All tracks that one participant receives, and the conditions under which they are forwarded.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource, VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { ReceivedTrack } from './receivedTrack.ts';
import type { SentTrack } from './sentTrack.ts';

/** The size assumed until the page reports one: with up to so many videos on a laptop. */
const DEFAULT_SIZES: [maxVideos: number, VideoSize][] = [
  [1, 'large'],
  [4, 'medium'],
];

/** Most people type their name in less. After this, sharp video starts a little later. */
const JOIN_EXPECTED_MS = 60_000;

/**
 * The smallest picture of somebody who signs comes whole or not at all, since it has one temporal layer, and mediasoup's
 * estimate falls below what it takes where a few packets are lost: 150 kbit/s, and what carries it.
 */
const SIGNED_BITRATE = 200_000;

const keyOf = (participantId: ParticipantId, source: TrackSource) => `${participantId}/${source}`;

export class ReceivedTracks {
  readonly #receiverId: ParticipantId;
  readonly #transport: types.Transport;
  /** Whether a participant's microphone is forwarded, or suppressed because others are louder. */
  readonly #isForwarded: (participantId: ParticipantId) => boolean;
  readonly #tracks = new Map<string, ReceivedTrack>();
  readonly #joinTimer: NodeJS.Timeout;
  #hasJoined = false;
  #joinExpected = true;
  #forwardsAudio = true;
  #isLineBad = false;
  #isKeptForSigns = false;
  #defaultSize: VideoSize = 'large';

  constructor(
    receiverId: ParticipantId,
    transport: types.Transport,
    isForwarded: (participantId: ParticipantId) => boolean,
  ) {
    this.#receiverId = receiverId;
    this.#transport = transport;
    this.#isForwarded = isForwarded;
    this.#joinTimer = setTimeout(() => this.#deferJoin(), JOIN_EXPECTED_MS);
  }

  /** @param consumer paused, and removed from here when it closes. */
  add(track: SentTrack, consumer: types.Consumer): void {
    const key = keyOf(track.participantId, track.source);
    const received = new ReceivedTrack(consumer, track, this.#receiverId, {
      size: this.#defaultSize,
      hasJoined: this.#hasJoined,
      joinExpected: this.#joinExpected,
      isAudible: this.#isAudible(track),
    });
    this.#tracks.set(key, received);
    this.#videosChanged(consumer.kind);
    const forgetSigned = track.onSigned(() => this.#keepForSigns());
    if (track.isSigned) this.#keepForSigns();
    consumer.observer.once('close', () => {
      forgetSigned();
      if (this.#tracks.get(key) === received) this.#tracks.delete(key);
      this.#keepForSigns();
      this.#videosChanged(consumer.kind);
    });
  }

  /** The browser can receive the track. Does nothing if it is gone. */
  setReady(participantId: ParticipantId, source: TrackSource): void {
    this.#tracks.get(keyOf(participantId, source))?.setReady();
  }

  /** The participant has joined: tracks that are ready are forwarded from now on. */
  resume(): void {
    this.#hasJoined = true;
    clearTimeout(this.#joinTimer);
    for (const track of this.#tracks.values()) track.resume();
  }

  #deferJoin(): void {
    this.#joinExpected = false;
    for (const track of this.#tracks.values()) track.deferJoin();
  }

  /** How large the page shows a video. Does nothing if the track is gone. */
  setVideoSize(participantId: ParticipantId, source: VideoSource, size: VideoSize): void {
    this.#tracks.get(keyOf(participantId, source))?.setSize(size);
  }

  /** Gives the video of active speakers priority where bandwidth is scarce. */
  prioritizeSpeakers(speakerIds: readonly ParticipantId[]): void {
    for (const track of this.#tracks.values())
      track.setSpeaking(speakerIds.includes(track.senderId));
  }

  /** These microphones are not forwarded for now. */
  setSuppressed(suppressedIds: readonly ParticipantId[]): void {
    for (const track of this.#tracks.values()) {
      if (track.source === 'microphone')
        track.setAudible(this.#forwardsAudio && !suppressedIds.includes(track.senderId));
    }
  }

  /** Off while the person hears the meeting by telephone. */
  setAudioForwarding(isOn: boolean): void {
    this.#forwardsAudio = isOn;
    for (const track of this.#tracks.values()) {
      const { source, senderId: participantId } = track;
      track.setAudible(this.#isAudible({ source, participantId }));
    }
  }

  /** So much is lost that the sound needs what there is. */
  setLineBad(isBad: boolean): void {
    this.#isLineBad = isBad;
    this.#keepForSigns();
  }

  /** While somebody signs, the estimate of the line does not fall below what their picture takes. */
  #keepForSigns(): void {
    const isKept = !this.#isLineBad && [...this.#tracks.values()].some((one) => one.isSigned);
    if (isKept === this.#isKeptForSigns || this.#transport.closed) return;
    this.#isKeptForSigns = isKept;
    this.#transport.setMinOutgoingBitrate(isKept ? SIGNED_BITRATE : 0).catch(() => undefined);
  }

  #isAudible({ source, participantId }: Pick<SentTrack, 'source' | 'participantId'>): boolean {
    return this.#forwardsAudio && (source !== 'microphone' || this.#isForwarded(participantId));
  }

  /** The more videos there are, the smaller each will be shown. */
  #videosChanged(kind: types.MediaKind): void {
    // When the receiver leaves, its consumers close one by one: the remaining ones must not grow.
    if (kind !== 'video' || this.#transport.closed) return;
    const videos = [...this.#tracks.values()].filter(({ consumer }) => consumer.kind === 'video');
    const [, size = 'small'] = DEFAULT_SIZES.find(([max]) => videos.length <= max) ?? [];
    if (size === this.#defaultSize) return;
    this.#defaultSize = size;
    for (const video of videos) video.setDefaultSize(size);
  }

  close(): void {
    clearTimeout(this.#joinTimer);
  }
}
