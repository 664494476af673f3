// The messages to and from the audio thread: endpoints, one for each call, and the mixes that they hear.
import type { AgreedAudio, AgreedText, LocalTransport } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import type { TextWriter } from '../rtp/text/writerTurns.ts';
import type { MeetingSpeechCodec } from './speechTranscoder.ts';

/** Identifies the audio of one call, from before it is answered until it is over. */
export type EndpointKey = string & { readonly brand: 'EndpointKey' };
/** Identifies what the telephones of one meeting hear. */
export type MixKey = string & { readonly brand: 'MixKey' };

export type ToAudioThread =
  /** Answered by `endpointOpened`, or `endpointRefused` when no port is left. */
  | { type: 'openEndpoint'; endpoint: EndpointKey }
  /** When the call is answered and after each re-INVITE. Before, nothing is sent, and what arrives is held. */
  | { type: 'agree'; endpoint: EndpointKey; audio: AgreedAudio }
  /**
   * Plays the files one after the other, instead of what is being played; in a meeting they are mixed over its audio.
   * The files are headerless A-law at 8 kHz. Followed by `played` at the end, unless replaced or stopped.
   */
  | { type: 'play'; endpoint: EndpointKey; files: readonly string[]; isRepeated: boolean }
  | { type: 'stopPlaying'; endpoint: EndpointKey }
  /** Presses keys on the call (RFC 4733): 0-9*#A-D, and `,` waits two seconds. Followed by `digitsSent` at the end. */
  | { type: 'sendDigits'; endpoint: EndpointKey; digits: string }
  /** The endpoint hears the mix without itself, and is heard in it and in the meeting. */
  | { type: 'enterMix'; endpoint: EndpointKey; mix: MixKey; sending: SendingToMeeting }
  /** Undoes `enterMix`. Implied when another mix is entered. */
  | { type: 'leaveMix'; endpoint: EndpointKey }
  /**
   * In the meeting and in the mix. Digits still count. `isAlwaysHeard`: and if not muted, heard in the mix however many others
   * are louder.
   */
  | { type: 'setMuted'; endpoint: EndpointKey; isMuted: boolean; isAlwaysHeard?: boolean }
  /** Cuts off what is being played, sends RTCP BYE, closes the sockets. */
  | { type: 'closeEndpoint'; endpoint: EndpointKey }
  /** Real-time text of an endpoint that is open. Answered by `textOpened`, or `textRefused` when no port is left. */
  | { type: 'openText'; endpoint: EndpointKey }
  /** As `agree`; undefined: the other end has switched it off. */
  | { type: 'agreeText'; endpoint: EndpointKey; text: AgreedText | undefined }
  /** It may be opened again. */
  | { type: 'closeText'; endpoint: EndpointKey }
  /** Shows what somebody has written: T.140, its new lines as U+2028. */
  | { type: 'writeText'; endpoint: EndpointKey; writer: TextWriter; text: string }
  /** Answered by `mixOpened`, with a UDP port of the loopback for the meeting's RTP. */
  | { type: 'openMix'; mix: MixKey }
  | { type: 'addSource'; mix: MixKey; source: MixSource }
  | { type: 'removeSource'; mix: MixKey; ssrc: number }
  /** Its endpoints leave it first. */
  | { type: 'closeMix'; mix: MixKey }
  | { type: 'stop' };

/** What leads an endpoint in a meeting, which may be another server's. */
export type ToMix = Extract<
  ToAudioThread,
  {
    type: 'addSource' | 'removeSource' | 'closeMix' | 'enterMix' | 'leaveMix' | 'setMuted';
  }
>;

/** Where the endpoint's audio goes: an RTP port of the meeting on the loopback. */
export interface SendingToMeeting {
  port: number;
  /** The same sound in each; what the telephone sends is transcoded where it has another codec. */
  streams: readonly { ssrc: number; payloadType: number; codec: MeetingSpeechCodec }[];
  /** The id of the audio level header extension (RFC 6464), by which the meeting sees who speaks. */
  audioLevelId: number;
}

/** One voice of the meeting, or the sound of a shared screen. */
export interface MixSource {
  ssrc: number;
  payloadType: number;
  codec: 'opus' | MeetingSpeechCodec;
}

export type FromAudioThread =
  | { type: 'endpointOpened'; endpoint: EndpointKey; audio: LocalTransport }
  | { type: 'endpointRefused'; endpoint: EndpointKey; reason: string }
  | { type: 'played'; endpoint: EndpointKey }
  /** All that was to be. */
  | { type: 'digitsSent'; endpoint: EndpointKey }
  /** From telephone-events (RFC 4733): once, at its first packet. */
  | { type: 'digit'; endpoint: EndpointKey; digit: Digit }
  | { type: 'textOpened'; endpoint: EndpointKey; text: LocalTransport }
  | { type: 'textRefused'; endpoint: EndpointKey }
  /** T.140, in order and cleaned, at no more than anybody writes. */
  | { type: 'textReceived'; endpoint: EndpointKey; text: string }
  /** So many characters came faster than that. */
  | { type: 'textDropped'; endpoint: EndpointKey; characters: number }
  /** Nothing has arrived for `silenceSeconds` though the phone is to send. Repeated after as long, while that lasts. */
  | { type: 'fellSilent'; endpoint: EndpointKey }
  /** The share of the last second's packets that was lost or late, 0 to 1, when it changes. */
  | { type: 'lossChanged'; endpoint: EndpointKey; loss: number }
  /** Whether our audio reaches the phone, by its RTCP, when that changes: at first it does. */
  | { type: 'reachedChanged'; endpoint: EndpointKey; isReached: boolean }
  | { type: 'mixOpened'; mix: MixKey; port: number }
  | { type: 'stopped' };

/** `workerData` of the thread. */
export interface AudioThreadData {
  /** The address for the phones' RTP; undefined: all. */
  host: string | undefined;
  /** Even ports from here on are for RTP, each with the next one for RTCP. 0 in tests: any. */
  firstPort: number;
  lastPort: number;
  /** An endpoint counts as dead after this long without a packet. */
  silenceSeconds: number;
}
