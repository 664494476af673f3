// Who may show slides on a room's line for them, one way at a time: by floor control where the room has it.
import { BfcpSession } from '../bfcp/bfcpSession.ts';
import type { AgreedBfcp, LocalBfcp } from '../rtp/agreedMedia.ts';
import type { RtpSocket } from '../rtp/rtpPorts.ts';

/** A server that has not given us the floor after this long is not waited for: the screen is shown another way. */
const GRANT_MS = 2_000;

/** All times are in milliseconds of `performance.now()`. Without an agreement everybody may show slides. */
export class SlidesFloor {
  readonly #session: BfcpSession;
  #agreed: AgreedBfcp | undefined;
  #holder: 'nobody' | 'room' | 'us' = 'nobody';
  /** What the meeting shows. */
  #shared: string | undefined;
  /** Since when we have waited for the floor, which somebody else gives. */
  #waitingSince: number | undefined;
  #isRefused = false;
  #isInMeeting = false;

  /** @param socket closed with the floor */
  constructor(socket: RtpSocket) {
    this.#session = new BfcpSession(socket, {
      onPeerReady: () => this.#takeIfFree(),
      onPeerGone: () => this.#freed(),
      onFloorRequested: () => this.#requested(),
      onFloorReleased: () => this.#freed(),
      onFloorTaken: () => {
        this.#holder = 'us';
        this.#isRefused = false;
        this.#waitingSince = undefined;
      },
      onFloorLost: () => {
        if (this.#holder === 'us') this.#holder = 'nobody';
        this.#isRefused = true;
        this.#waitingSince = undefined;
      },
    });
  }

  get local(): LocalBfcp {
    return this.#session.local;
  }

  /** A room's server decides alone. */
  get roomMayShow(): boolean {
    if (this.#agreed?.role === 'client') return this.#holder !== 'us';
    return this.#agreed === undefined || this.#holder === 'room';
  }

  get weMayShow(): boolean {
    return this.#agreed === undefined || this.#holder === 'us';
  }

  /** Whether slides of ours can be expected to be shown, now or within a moment. */
  get isOpenToUs(): boolean {
    return this.#agreed === undefined || (this.#holder !== 'room' && !this.#isRefused);
  }

  /** @param agreed undefined: the room has no floor control, or no more */
  agree(agreed: AgreedBfcp | undefined): void {
    this.#agreed = agreed;
    if (agreed === undefined) return this.#end();
    if (!this.#session.agree(agreed)) return;
    this.#isRefused = false;
    this.#freed();
  }

  /**
   * @param shared names what the meeting shows: for something else a server that has refused is asked again
   * @returns whether it changed
   */
  setShared(shared: string | undefined): boolean {
    if (shared === this.#shared) return false;
    this.#shared = shared;
    this.#isRefused = false;
    if (shared !== undefined) this.#takeIfFree();
    else this.#giveBack();
    return true;
  }

  /** Outside a meeting there is nobody to show anything to. */
  setInMeeting(isInMeeting: boolean): void {
    this.#isInMeeting = isInMeeting;
    if (isInMeeting || this.#agreed?.role !== 'server' || this.#holder !== 'room') return;
    this.#session.revoke();
    this.#holder = 'nobody';
  }

  tick(now: number): void {
    if (this.#waitingSince === undefined || now - this.#waitingSince < GRANT_MS) return;
    this.#waitingSince = undefined;
    this.#isRefused = true;
  }

  close(): void {
    this.#session.close();
  }

  /** Always granted: pages may share all at once too, and the newest is shown (decision 0045). */
  #requested(): void {
    if (this.#agreed?.role === 'server' && !this.#isInMeeting) return this.#session.deny();
    this.#holder = 'room';
    this.#waitingSince = undefined;
    this.#session.grant();
  }

  /** The line may come back, and then nobody has the floor. */
  #end(): void {
    this.#session.end();
    this.#holder = 'nobody';
    this.#waitingSince = undefined;
    this.#isRefused = false;
  }

  #freed(): void {
    this.#holder = 'nobody';
    this.#takeIfFree();
  }

  #giveBack(): void {
    this.#session.leaveFloor();
    this.#waitingSince = undefined;
    if (this.#holder === 'us') this.#holder = 'nobody';
  }

  /** A room that shows something itself keeps the floor. */
  #takeIfFree(): void {
    if (this.#shared === undefined || this.#holder !== 'nobody') return;
    this.#waitingSince = performance.now();
    this.#session.takeFloor();
  }
}
