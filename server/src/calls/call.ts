// A call, whatever kind of caller it is from: what the bridge needs of it, from arrival to hang-up.
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { AgreedBfcp, AgreedMedia } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import type { LocalTransports } from '../sip/localSdp.ts';
import type { PictureEndpointEvent } from '../picture/pictureEngineClient.ts';
import type { EndpointEvent } from '../sound/audioEngineClient.ts';
import type { DtmfTransport } from './dtmfDeduplicator.ts';

export interface Call {
  /** The goodbye is being said, or the call is over. */
  readonly isEnding: boolean;
  /**
   * Opens the ports to answer with. The call may end meanwhile.
   * @throws AudioUnavailable
   */
  open(): Promise<LocalTransports>;
  /**
   * Media was negotiated: first when the ACK has come, which proves that the caller is real (decision 0032), and again
   * at each change.
   */
  mediaAgreed(media: readonly AgreedMedia[], floorControl: AgreedBfcp | undefined): void;
  digit(digit: Digit, transport: DtmfTransport): void;
  audioEvent(event: EndpointEvent): void;
  pictureEvent(event: PictureEndpointEvent): void;
  /** What it sees of its meeting, or the others are told of that, may have changed. */
  sightChanged(): void;
  /** By SIP INFO (RFC 5168). */
  keyFrameWanted(): void;
  /** The service or the SIP thread is ending: leaves the meeting, says goodbye, and hangs up. */
  sayGoodbye(reason: LeaveReason): void;
  /** Either end has hung up. May be called twice. */
  ended(reason: LeaveReason): void;
}
