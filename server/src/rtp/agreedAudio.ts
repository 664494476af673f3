// The sound of one call, as SIP agrees on it (SDP) and RTP carries it.

/** G.711: the one codec that every telephone has (RFC 3551 §4.5.14). */
export type PhoneCodec = 'PCMA' | 'PCMU';

/** A master key and salt, 30 bytes in base64, for AES_CM_128_HMAC_SHA1_80 (RFC 4568 §6.2). */
export type SrtpKey = string;

/** Our own end, before anything is agreed. */
export interface LocalAudio {
  /** UDP; RTCP is the next one, or the same (RFC 5761). */
  port: number;
  /** Used where the call is encrypted. */
  srtpKey: SrtpKey;
}

/** What both ends have agreed on. */
export interface AgreedAudio {
  /** Where the other end says it listens; its sound may come from another port, as behind a NAT (RFC 4961). */
  address: string;
  port: number;
  /** Where its signalling comes from: the one other address that its sound may come from. */
  signalledFrom: string;
  codec: PhoneCodec;
  /** 8 or 0, or as the other end has numbered it. */
  payloadType: number;
  /** Of telephone-event (RFC 4733); undefined when it has none. */
  digitsPayloadType: number | undefined;
  /** Milliseconds of sound in a packet that the other end wants; 20 when it does not say. */
  packetMs: number;
  /** The other end hears us, and sends to us: neither while it holds. */
  isHearing: boolean;
  isSending: boolean;
  isRtcpMuxed: boolean;
  /** The other end's key where the call is encrypted. */
  remoteSrtpKey: SrtpKey | undefined;
}
