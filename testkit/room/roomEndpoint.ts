// What a test does with a room system, whoever wrote its SIP and its codecs.
import type { Picture } from '../picture/picture.ts';

export interface RoomEndpoint {
  /** Whether the call that it made or took is answered and not ended. */
  readonly isInCall: boolean;
  /** @param user the part before @ of the address. */
  dial(sipPort: number, user?: string): void;
  /** Sends digits as RTP events (RFC 4733), one at a time. */
  key(digits: string): Promise<void>;
  hangUp(): void;
  hold(): void;
  resume(): void;
  /** By a re-INVITE, or by sending none. */
  setCamera(isOn: boolean): void;
  /** The next frame that it receives. @throws Error if none comes for some seconds. */
  sees(): Promise<Picture>;
  /** The level of a tone in the last seconds of what it heard, in dB below full scale. */
  hears(hertz: number, seconds?: number): Promise<number>;
  stop(): Promise<void>;
}
