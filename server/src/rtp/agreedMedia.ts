// What two ends have agreed on for each media line of a call: written by SDP, read by RTP.

/**
 * G.711, which every telephone has (RFC 3551 §4.5.14), or G.722 at 64 kbit/s: 16 kHz, but an RTP clock of 8,000 Hz
 * (RFC 3551 §4.5.2). Either way a byte is a clock step.
 */
export type SpeechCodec = 'PCMA' | 'PCMU' | 'G722';

/** A master key and salt, 30 bytes in base64, for AES_CM_128_HMAC_SHA1_80 (RFC 4568 §6.2). */
export type SrtpKey = string;

/** Our own end of one media line, whatever it carries, before anything is agreed. */
export interface LocalTransport {
  /** UDP; RTCP is on the next one, or on the same (RFC 5761). */
  port: number;
  /** For what we send, if the call is encrypted. */
  srtpKey: SrtpKey;
}

/** The transport of one media line, whatever it carries. */
export interface AgreedTransport {
  /** Index of its m= line. Lines keep their order for the whole call (RFC 3264 §8). */
  mediaLine: number;
  /** Where the other end says it receives. It may send from another port, as behind a NAT (RFC 4961). */
  address: string;
  port: number;
  /** Of RTCP, unless it is multiplexed: the next port, or what a=rtcp says (RFC 3605). */
  rtcpPort: number;
  isRtcpMuxed: boolean;
  /** Where the signalling comes from: the only other address that its media may come from. */
  signalledFrom: string;
  /** Whether the other end wants to receive and to send: neither while it holds. */
  isHearing: boolean;
  isSending: boolean;
  /** The other end's key; undefined when the line is not encrypted. */
  remoteSrtpKey: SrtpKey | undefined;
}

export interface AgreedAudio extends AgreedTransport {
  kind: 'audio';
  codec: SpeechCodec;
  /** 8 or 0, or as the other end numbers it. */
  payloadType: number;
  /** Of telephone-event (RFC 4733); undefined when the other end has none. */
  digitsPayloadType: number | undefined;
  /** Milliseconds of audio that the other end wants in a packet; 20 when it does not say. */
  packetMs: number;
}

/** H.264 (RFC 6184). Any line that is not the slides is the main picture. */
export interface AgreedVideo extends AgreedTransport {
  kind: 'video';
  /** RFC 4796. */
  content: 'main' | 'slides';
  /** Of H.264, at a clock rate of 90,000 Hz. */
  payloadType: number;
  receives: VideoLimits;
  /** What its a=rtcp-fb names (RFC 4585, RFC 5104). PLI and FIR are not here: they are sent whatever it names. */
  feedback: { nack: boolean; tmmbr: boolean };
}

/** What the other end can decode (RFC 6184 §8.1). */
export interface VideoLimits {
  /** The most that it may be sent: a constrained baseline stream suits every profile that is accepted. */
  profile: 'constrainedBaseline' | 'high';
  packetizationMode: 0 | 1;
  /** Macroblocks of 16 × 16 pixels: 3,600 are 1280 × 720. */
  maxFrameMacroblocks: number;
  maxMacroblocksPerSecond: number;
  /** Bits per second of this one line, without headers of IP, UDP and RTP (RFC 3890). */
  maxBitrate: number;
}

/** Real-time text (RFC 4103), at a clock rate of 1,000 Hz. */
export interface AgreedText extends AgreedTransport {
  kind: 'text';
  /** Of text/t140. */
  payloadType: number;
  /** Of text/red (RFC 2198); undefined: text is sent once, and what is lost is gone. */
  redundancyPayloadType: number | undefined;
  /** How often each part is sent again. */
  generations: number;
  /** The most that the other end takes over ten seconds (RFC 4103 §6). */
  charactersPerSecond: number;
  /** Both ends know how to mix the text of several people in one stream (RFC 9071). */
  isMixed: boolean;
}

/** Our own end of the line for floor control over UDP, before anything is agreed: where we are the server, what we say. */
export interface LocalBfcp {
  port: number;
  /** 32 bits; 16 each. */
  conferenceId: number;
  userId: number;
  floorId: number;
}

/** Floor control for the slides, over UDP (RFC 8856). */
export type AgreedBfcp = {
  kind: 'bfcp';
  /** These as in `AgreedTransport`. */
  mediaLine: number;
  address: string;
  port: number;
  signalledFrom: string;
} & (
  | { role: 'server' }
  /** The other end is a server only, and says by which ids it knows us. */
  | { role: 'client'; conferenceId: number; userId: number; floorId: number }
);

/** One accepted media line. Refused lines are not agreed on. */
export type AgreedMedia = AgreedAudio | AgreedVideo | AgreedText;
