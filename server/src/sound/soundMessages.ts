// The messages to and from the audio engine's thread: lines to telephones, and the mixes that they hear.
import type { AgreedAudio, LocalTransport } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';

/** The audio of one call, from before it is answered until it is over. */
export type LineKey = string & { readonly brand: 'LineKey' };
/** What the telephones of one meeting hear. */
export type MixKey = string & { readonly brand: 'MixKey' };

export type ToSoundThread =
  /** Answered by `lineOpened`, or `lineRefused` when no port is left. */
  | { type: 'openLine'; line: LineKey }
  /** When the call is answered and after each re-INVITE. Before, nothing is sent, and what arrives is held. */
  | { type: 'agree'; line: LineKey; audio: AgreedAudio }
  /**
   * Plays the files one after the other, instead of what is being played; in a meeting they are mixed over its audio.
   * The files are headerless A-law at 8 kHz. Followed by `played` at the end, unless replaced or stopped.
   */
  | { type: 'play'; line: LineKey; files: readonly string[]; isRepeated: boolean }
  | { type: 'stopPlaying'; line: LineKey }
  /** The line hears the mix without itself, and is heard in it and in the meeting. */
  | { type: 'enterMix'; line: LineKey; mix: MixKey; sending: SendingToMeeting }
  /** Undoes `enterMix`. Implied when another mix is entered. */
  | { type: 'leaveMix'; line: LineKey }
  /** In the meeting and in the mix. Digits still count. */
  | { type: 'setMuted'; line: LineKey; isMuted: boolean }
  /** Cuts off what is being played, sends RTCP BYE, closes the sockets. */
  | { type: 'closeLine'; line: LineKey }
  /** Answered by `mixOpened`, with a UDP port of the loopback for the meeting's RTP. */
  | { type: 'openMix'; mix: MixKey }
  | { type: 'addSource'; mix: MixKey; source: MixSource }
  | { type: 'removeSource'; mix: MixKey; ssrc: number }
  /** Its lines leave it first. */
  | { type: 'closeMix'; mix: MixKey }
  | { type: 'stop' };

/** Where the line's audio goes as PCMA: an RTP port of the meeting on the loopback. */
export interface SendingToMeeting {
  port: number;
  ssrc: number;
  payloadType: number;
  /** The id of the audio level header extension (RFC 6464), by which the meeting sees who speaks. */
  audioLevelId: number;
}

/** One voice of the meeting, or the sound of a shared screen. */
export interface MixSource {
  ssrc: number;
  payloadType: number;
  codec: 'opus' | 'PCMA';
}

export type FromSoundThread =
  | { type: 'lineOpened'; line: LineKey; audio: LocalTransport }
  | { type: 'lineRefused'; line: LineKey; reason: string }
  | { type: 'played'; line: LineKey }
  /** From telephone-events (RFC 4733): once, at its first packet. */
  | { type: 'digit'; line: LineKey; digit: Digit }
  /** Nothing has arrived for `silenceSeconds` though the phone is to send. Not repeated until something has arrived. */
  | { type: 'fellSilent'; line: LineKey }
  /** The share of the last second's packets that was lost or late, 0 to 1, when it changes. */
  | { type: 'lossChanged'; line: LineKey; loss: number }
  /** Whether our audio reaches the phone, by its RTCP, when that changes: at first it does. */
  | { type: 'hearingChanged'; line: LineKey; isHearing: boolean }
  | { type: 'mixOpened'; mix: MixKey; port: number }
  | { type: 'stopped' };

/** `workerData` of the thread. */
export interface SoundThreadData {
  /** The address for the phones' RTP; undefined: all. */
  host: string | undefined;
  /** Even ports from here on are for RTP, each with the next one for RTCP. 0 in tests: any. */
  firstPort: number;
  lastPort: number;
  /** A line counts as dead after this long without a packet. */
  silenceSeconds: number;
}
