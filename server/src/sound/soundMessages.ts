// What the sound thread is told, and what it tells: lines to telephones, and mixes that they hear meetings by.
import type { AgreedAudio, LocalAudio } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';

/** One telephone's sound, from before its call is answered until it is over. */
export type LineKey = string & { readonly brand: 'LineKey' };
/** What the telephones of one meeting hear. */
export type MixKey = string & { readonly brand: 'MixKey' };

export type ToSoundThread =
  /** Answered by `lineOpened`, or `lineRefused` when no port is left. */
  | { type: 'openLine'; line: LineKey }
  /** At first and after each re-INVITE. Until then nothing is sent, and what comes is only held. */
  | { type: 'agree'; line: LineKey; audio: AgreedAudio }
  /**
   * One after the other, in place of what is being played; into a meeting they are mixed over its sound.
   * The files are headerless A-law at 8 kHz. Told `played` at the end, unless replaced or stopped meanwhile.
   */
  | { type: 'play'; line: LineKey; files: readonly string[]; isRepeated: boolean }
  | { type: 'stopPlaying'; line: LineKey }
  /** From now on the line hears the mix (not itself), and is heard in it and in the meeting. */
  | { type: 'enterMix'; line: LineKey; mix: MixKey; sending: SendingToMeeting }
  /** Neither any more; also said before another mix is entered. */
  | { type: 'leaveMix'; line: LineKey }
  /** In the meeting and in the mix; what is keyed still counts. */
  | { type: 'setMuted'; line: LineKey; isMuted: boolean }
  /** What is being played is cut off. Sends RTCP BYE, closes the sockets. */
  | { type: 'closeLine'; line: LineKey }
  /** Answered by `mixOpened`: a UDP port of the loopback that takes the meeting's RTP. */
  | { type: 'openMix'; mix: MixKey }
  | { type: 'addSource'; mix: MixKey; source: MixSource }
  /** Of so many voices at once some are not passed on for a while. */
  | { type: 'removeSource'; mix: MixKey; ssrc: number }
  /** Lines in it go on without one. */
  | { type: 'closeMix'; mix: MixKey }
  | { type: 'stop' };

/** Where the line's own sound goes: a PlainTransport of mediasoup's on the loopback, as PCMA. */
export interface SendingToMeeting {
  port: number;
  ssrc: number;
  payloadType: number;
  /** The id of the RFC 6464 header extension, by which mediasoup sees who speaks. */
  audioLevelId: number;
}

/** One voice, or the sound of a shared screen, as it comes from the meeting. */
export interface MixSource {
  ssrc: number;
  payloadType: number;
  codec: 'opus' | 'PCMA';
}

export type FromSoundThread =
  | { type: 'lineOpened'; line: LineKey; audio: LocalAudio }
  | { type: 'lineRefused'; line: LineKey; reason: string }
  | { type: 'played'; line: LineKey }
  /** Keyed, by RFC 4733; told once, at its first packet. */
  | { type: 'digit'; line: LineKey; digit: Digit }
  /** Nothing has come for `silenceSeconds`, though the other end is to send: told once, then again only after sound. */
  | { type: 'fellSilent'; line: LineKey }
  /** How well the line works, when that changes: of each second's packets so much was lost or came too late, 0 to 1. */
  | { type: 'lossChanged'; line: LineKey; loss: number }
  /** Whether our sound gets there, as far as the telephone tells: at first it does. */
  | { type: 'hearingChanged'; line: LineKey; isHearing: boolean }
  | { type: 'mixOpened'; mix: MixKey; port: number }
  | { type: 'stopped' };

/** What the thread is started with (`workerData`). */
export interface SoundThreadData {
  /** Where telephones' RTP is taken; undefined: every address. */
  host: string | undefined;
  /** Even ports from the first on are for RTP, each with the next one for RTCP. 0 in tests: any. */
  firstPort: number;
  lastPort: number;
  /** So long without a packet and a line counts as dead, in seconds. */
  silenceSeconds: number;
}
