// A room's camera, or the slides that it shows: decoded when somebody sees it, and sent to the meeting as VP8 in the layers that somebody watches.
import type { AccessUnit } from '../rtp/h264/accessUnit.ts';
import { TokenBucket } from '../rtp/tokenBucket.ts';
import type { Composition } from './composition.ts';
import type { Compositor } from './compositor.ts';
import type { Size } from './layout.ts';
import { Vp8Layers } from './vp8Layers.ts';
import type { SendingPicture } from './pictureMessages.ts';

/** Nothing arrived for this long: the others see a paused camera, never a frozen face. Slides may stand still. */
export const PAUSED_AFTER_MS = { camera: 2_000, screen: 5_000 };
/** Access units under way to the compositor: more would come too late to be seen. */
const MAX_UNANSWERED = 15;
/** Access units: more than any camera takes pictures. */
const BUDGET = { perSecond: 75, burst: 30 };
/** Another size opens other encoders. Until then its pictures are sent in the size that they had. */
const MIN_RESIZE_MS = 1_000;
/** Everybody in the meeting is told that it pauses or goes on; a re-INVITE is quickly sent. */
const MIN_PAUSE_MS = 1_000;
/** PLI and FIR have not brought a key frame within this time: something else has to be tried. */
const ANSWER_MS = 1_000;
/** So many seconds in vain: what follows a loss is shown as it is, as of devices that repair pictures bit by bit. */
const MAX_ASKED = 10;

export interface RoomCameraEvents {
  /** PLI and FIR are to be sent. */
  onKeyFrameWanted(now: number): void;
  /** PLI and FIR were sent in vain. */
  onKeyFrameMissing(): void;
  /** Whether its pictures arrive. */
  onSendingChanged(isSending: boolean): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class RoomCamera {
  /** Of the compositor. */
  readonly id: number;
  readonly #events: RoomCameraEvents;
  readonly #composition: Composition;
  readonly #layers: Vp8Layers;
  readonly #pausedAfterMs: number;
  readonly #budget = new TokenBucket(BUDGET);
  #size: Size | undefined;
  #resizedAt = -Infinity;
  #isShown = false;
  #isSending = false;
  #sentUntil = -Infinity;
  #mayBeSending = false;
  #arrivedAt = -Infinity;
  /** Nothing can be decoded before a key frame. */
  #isBlind = true;
  #isKeyFrameNeeded = true;
  #needsSince: number | undefined;
  #asked = 0;
  /** Something was lost, which a decoder does not always notice, and no key frame came after it. */
  #isDamaged = false;
  #unanswered = 0;
  #pictures = 0;

  private constructor(
    composition: Composition,
    layers: Vp8Layers,
    content: 'camera' | 'screen',
    events: RoomCameraEvents,
  ) {
    this.#composition = composition;
    this.#layers = layers;
    this.#pausedAfterMs = PAUSED_AFTER_MS[content];
    this.#events = events;
    this.id = composition.newId();
  }

  /** @throws Error when no port of the loopback is left. */
  static async open(
    composition: Composition,
    sending: SendingPicture,
    cname: string,
    events: RoomCameraEvents,
  ): Promise<RoomCamera> {
    const layers = await Vp8Layers.open(composition, sending, cname);
    return new RoomCamera(composition, layers, sending.content ?? 'camera', events);
  }

  /** Of what it sends, once it was decoded. */
  get size(): Size | undefined {
    return this.#size;
  }

  /** Decoded so far. */
  get pictures(): number {
    return this.#pictures;
  }

  get isSending(): boolean {
    return this.#isSending;
  }

  /** By another room. */
  setShown(isShown: boolean): void {
    const wasWatched = this.#isWatched;
    this.#isShown = isShown;
    this.#watchedChanged(wasWatched);
  }

  /** @param count of layers that somebody in the meeting watches, from the smallest */
  setLayers(count: number): void {
    const wasWatched = this.#isWatched;
    this.#layers.setCount(count);
    this.#watchedChanged(wasWatched);
  }

  /** The compositor is another one, which can decode nothing before a key frame. */
  restart(): void {
    this.#blind();
    this.#layers.restart();
  }

  /** @param lagMs how long before its arrival it was captured, if that is known */
  receive(unit: AccessUnit, now: number, lagMs = 0): void {
    const { data, isKeyFrame, isComplete } = unit;
    this.#arrivedAt = now;
    if (isKeyFrame && isComplete) this.#isDamaged = false;
    if (!this.#isWatched || data.length === 0 || (this.#isBlind && !isKeyFrame)) return;
    const { compositor } = this.#composition;
    if (compositor === undefined || this.#unanswered >= MAX_UNANSWERED) return this.#blind();
    if (!this.#budget.take(1, now)) return this.#blind();
    this.#isBlind = false;
    void this.#decode(compositor, unit, now, lagMs);
  }

  /** What follows is decoded all the same: a smeared picture says more than a frozen one. */
  framesLost(now: number): void {
    if (!this.#isWatched || this.#isBlind) return;
    this.#isDamaged = true;
    this.#needKeyFrame(now);
  }

  /** @param mayBeSending whether the room is to send, as agreed; not while it holds */
  tick(now: number, mayBeSending: boolean): void {
    this.#mayBeSending = mayBeSending;
    this.#layers.tick(now);
    if (this.#isSending) this.#sentUntil = now;
    const isSending =
      this.#mayBeSending &&
      (this.#isSending || now - this.#sentUntil >= MIN_PAUSE_MS) &&
      now - this.#arrivedAt < this.#pausedAfterMs &&
      this.#composition.level !== 'soundOnly';
    if (isSending !== this.#isSending) {
      this.#isSending = isSending;
      if (!isSending) this.#forget();
      this.#events.onSendingChanged(isSending);
      this.#composition.redraw();
    }
    if (isSending && this.#isWatched && this.#isKeyFrameNeeded) this.#askForKeyFrame(now);
  }

  close(): void {
    this.#composition.compositor?.forget(this.id);
    this.#layers.close();
  }

  get #isWatched(): boolean {
    return this.#isShown || this.#layers.count > 0;
  }

  #watchedChanged(wasWatched: boolean): void {
    if (this.#isWatched === wasWatched) return;
    if (wasWatched) this.#forget();
    else this.#blind();
  }

  /** Its last picture too: it would be an old one when the camera is seen again. */
  #forget(): void {
    this.#blind();
    this.#composition.compositor?.forget(this.id);
  }

  #blind(): void {
    this.#isBlind = true;
    this.#isDamaged = false;
    this.#isKeyFrameNeeded = true;
    this.#needsSince = undefined;
  }

  #needKeyFrame(now: number): void {
    if (this.#isKeyFrameNeeded) return;
    this.#isKeyFrameNeeded = true;
    this.#needsSince = undefined;
    this.#asked = 0;
    this.#askForKeyFrame(now);
  }

  #askForKeyFrame(now: number): void {
    this.#needsSince ??= now;
    this.#events.onKeyFrameWanted(now);
    if (now - this.#needsSince < ANSWER_MS) return;
    this.#needsSince = now;
    this.#asked += 1;
    if (this.#asked >= MAX_ASKED) this.#isDamaged = false;
    this.#events.onKeyFrameMissing();
  }

  async #decode(
    compositor: Compositor,
    { data, timestamp }: AccessUnit,
    now: number,
    lagMs: number,
  ): Promise<void> {
    this.#unanswered += 1;
    const answer = await compositor.decode(this.id, 'H264', data);
    this.#unanswered -= 1;
    if (this.#composition.compositor !== compositor || !this.#isWatched) return;
    if (answer.needsKeyFrame) this.#needKeyFrame(now);
    else if (!this.#isDamaged) this.#isKeyFrameNeeded = false;
    if (!answer.isDecoded) return;
    this.#pictures += 1;
    const { width, height } = answer;
    const isResized = this.#size?.width !== width || this.#size.height !== height;
    if (isResized && now - this.#resizedAt >= MIN_RESIZE_MS) {
      this.#resizedAt = now;
      this.#size = { width, height };
      this.#layers.setSourceSize(this.id, this.#size);
      this.#composition.cameraResized();
    }
    this.#layers.encode(timestamp, now, lagMs);
  }
}
