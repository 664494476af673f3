// What the SIP thread is told, and what it tells: calls come in, are answered or refused, and end.
import type { AgreedMedia, LocalAudio } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import type { DialledAddress } from './dialledAddress.ts';
import type { SipSettings } from './sipSettings.ts';

/** Of one call while it lasts, drawn by the SIP thread. */
export type CallKey = string & { readonly brand: 'CallKey' };

/** Why a call is not answered. */
export type CallRefusal = 'busy' | 'unavailable' | 'notSecure';

export type ToSipThread =
  /** The sound of a call that has arrived is ready here: it is answered (200), with these in the SDP. */
  | { type: 'answer'; call: CallKey; audio: LocalAudio }
  /** Before it is answered. */
  | { type: 'refuse'; call: CallKey; refusal: CallRefusal }
  /** BYE; CANCELled or ended meanwhile is no fault. */
  | { type: 'hangUp'; call: CallKey }
  /** Hangs up every call, then closes the sockets; `stopped` is told. */
  | { type: 'stop' };

export type FromSipThread =
  /** Each of the ports listens. */
  | { type: 'listening'; udpPort: number; tcpPort: number; tlsPort: number | undefined }
  /** The ports could not be listened on: the thread ends. */
  | { type: 'unusable'; reason: string }
  | { type: 'arrived'; call: CallKey; caller: Caller }
  /** The accepted media lines, always with one of audio: after the first ACK, and after each re-INVITE. */
  | { type: 'agreed'; call: CallKey; media: readonly AgreedMedia[] }
  /** Keyed, by SIP INFO; after the first `agreed`. */
  | { type: 'digit'; call: CallKey; digit: Digit }
  /** Told once for each that arrived, whoever ended it. */
  | { type: 'ended'; call: CallKey; by: 'caller' | 'us' | 'lost' }
  | { type: 'stopped' };

/** What the INVITE says of its caller. None of it is logged. */
export interface Caller {
  /** From P-Asserted-Identity (RFC 3325) or From: '+' and digits; undefined when withheld. */
  number: string | undefined;
  /** From the From header, fit to be shown as a person's name; undefined when there is none, or withheld. Not used yet. */
  displayName: string | undefined;
  /** Not used yet: every address leads to the same voice menu. */
  dialled: DialledAddress;
  /** The IP address of the trunk, by which guesses are counted. */
  trunk: string;
}

/** What the thread is started with (`workerData`). */
export type SipThreadData = SipSettings;
