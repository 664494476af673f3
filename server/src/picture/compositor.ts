// The client of one compositor: a process that decodes, composes and encodes the pictures of one meeting with rooms. It holds
// no state but these, so that it can be started again at any time.
import { FramedProcess } from '../platform/framedProcess.ts';
import type { Rotation } from '../rtp/videoOrientation.ts';
import {
  type Bitmap,
  changeEncoder,
  closeEncoder,
  type CompositorScene,
  type DecodeAnswer,
  decodeHead,
  encode,
  type EncodedFrame,
  type EncoderChange,
  type EncoderOptions,
  forgetBitmap,
  forgetScene,
  forgetSource,
  openEncoder,
  readAnswer,
  setBitmapHead,
  setScene,
  type VideoCodec,
} from './compositorMessages.ts';

/** Of one coded picture: a larger one is not decoded. As in server/compositor/limits.h. */
const MAX_FRAME_BYTES = 2_000_000;
/** Requests without an answer: a second's worth of thirty sources and more. Later ones are refused. */
const MAX_OUTSTANDING = 1_000;
/** What may wait for the process to read it. Frames beyond it are refused; with anything else, it is killed. */
const MAX_QUEUED_BYTES = 48_000_000;
/** An answer takes milliseconds: after this long without any, the process is stuck and is killed. */
const STUCK_AFTER_MS = 10_000;

const REFUSED: DecodeAnswer = { isDecoded: false, needsKeyFrame: true, width: 0, height: 0 };

export interface CompositorEvents {
  /** The process has ended by itself, or was killed because it was stuck. Called once, and never after `close`. */
  onExit(): void;
  /** What it said about itself, for the log. */
  onComplaint(text: string): void;
}

type Pending =
  | { type: 'decoded'; resolve(answer: DecodeAnswer): void }
  | { type: 'encoded'; resolve(answer: EncodedFrame | undefined): void };

export class Compositor {
  readonly #process: FramedProcess;
  readonly #events: CompositorEvents;
  readonly #pending = new Map<number, Pending>();
  #lastRequest = 0;
  #watchdog: NodeJS.Timeout | undefined;
  #isOver = false;
  /** Killed, and not gone yet. */
  #isDoomed = false;

  private constructor(program: string, events: CompositorEvents) {
    this.#events = events;
    this.#process = new FramedProcess(program, [], {
      onMessage: (message) => this.#answered(message),
      onComplaint: (text) => events.onComplaint(text),
      onExit: () => this.#exited(),
    });
  }

  /** @param program the path of the compositor, which scripts/compositor builds. */
  static start(program: string, events: CompositorEvents): Compositor {
    return new Compositor(program, events);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Requests without an answer. */
  get outstanding(): number {
    return this.#pending.size;
  }

  /**
   * Decodes the next frame of a source; the first one makes the source, of which there are at most 264.
   *
   * @param frame an H.264 access unit (Annex B) of at most 1920 × 1088, or a VP8 frame; not to be changed afterwards
   * @param rotation by which the picture is turned for being seen (3GPP TS 26.114 §7.4.5)
   */
  decode(
    source: number,
    codec: VideoCodec,
    frame: Uint8Array,
    rotation: Rotation = 0,
  ): Promise<DecodeAnswer> {
    const isTooMuch =
      frame.length > MAX_FRAME_BYTES ||
      this.#process.queuedBytes + frame.length > MAX_QUEUED_BYTES / 2;
    if (isTooMuch || !this.#mayAsk()) return Promise.resolve(REFUSED);
    const { promise, resolve } = Promise.withResolvers<DecodeAnswer>();
    const request = this.#ask({ type: 'decoded', resolve });
    this.#post(decodeHead(request, source, codec, rotation), frame);
    return promise;
  }

  forget(source: number): void {
    this.#post(forgetSource(source));
  }

  /** At most 1,024, and 64 MB in all. */
  setBitmap(bitmap: number, image: Bitmap): void {
    this.#post(setBitmapHead(bitmap, image), image.rgba);
  }

  forgetBitmap(bitmap: number): void {
    this.#post(forgetBitmap(bitmap));
  }

  /** Sources and bitmaps that do not exist, or not yet, are not drawn. At most 200 canvases. */
  setScene(canvas: number, scene: CompositorScene): void {
    this.#post(setScene(canvas, scene));
  }

  forgetScene(canvas: number): void {
    this.#post(forgetScene(canvas));
  }

  /** At most 600. Takes the place of one with the same number. */
  openEncoder(encoder: number, options: EncoderOptions): void {
    this.#post(openEncoder(encoder, options));
  }

  changeEncoder(encoder: number, change: EncoderChange): void {
    this.#post(changeEncoder(encoder, change));
  }

  /**
   * Encodes what its canvas or source shows now.
   *
   * @returns undefined where there is nothing to encode yet, where the rate control skipped the picture, and where the
   * compositor or the encoder is closed
   */
  encode(
    encoder: number,
    { isKeyFrame }: { isKeyFrame: boolean },
  ): Promise<EncodedFrame | undefined> {
    if (!this.#mayAsk()) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<EncodedFrame | undefined>();
    const request = this.#ask({ type: 'encoded', resolve });
    this.#post(encode(request, encoder, isKeyFrame));
    return promise;
  }

  closeEncoder(encoder: number): void {
    this.#post(closeEncoder(encoder));
  }

  /** Ends the process. What was asked is answered as refused. */
  close(): void {
    if (this.#isOver) return;
    this.#end();
    this.#process.kill();
  }

  #mayAsk(): boolean {
    return !this.#isOver && this.#pending.size < MAX_OUTSTANDING;
  }

  #ask(pending: Pending): number {
    this.#lastRequest = (this.#lastRequest + 1) >>> 0;
    this.#pending.set(this.#lastRequest, pending);
    if (this.#pending.size === 1) this.#watch();
    return this.#lastRequest;
  }

  #post(...parts: Uint8Array[]): void {
    if (this.#isOver) return;
    if (this.#process.queuedBytes > MAX_QUEUED_BYTES) {
      this.#fail('it does not read what it is sent');
      return;
    }
    this.#process.post(...parts);
  }

  #answered(message: Buffer): void {
    if (this.#isOver || this.#isDoomed) return;
    const answer = readAnswer(message);
    const pending = answer && this.#pending.get(answer.request);
    if (answer === undefined || pending?.type !== answer.type) {
      this.#fail('it answered what nobody asked');
      return;
    }
    this.#pending.delete(answer.request);
    clearTimeout(this.#watchdog);
    if (this.#pending.size > 0) this.#watch();
    if (answer.type === 'decoded' && pending.type === 'decoded') pending.resolve(answer.answer);
    if (answer.type === 'encoded' && pending.type === 'encoded') pending.resolve(answer.answer);
  }

  #watch(): void {
    this.#watchdog = setTimeout(() => this.#fail('it does not answer'), STUCK_AFTER_MS);
    this.#watchdog.unref();
  }

  #fail(complaint: string): void {
    if (this.#isDoomed) return;
    this.#isDoomed = true;
    this.#events.onComplaint(complaint);
    this.#process.kill();
  }

  #exited(): void {
    if (this.#isOver) return;
    this.#end();
    this.#events.onExit();
  }

  #end(): void {
    this.#isOver = true;
    clearTimeout(this.#watchdog);
    for (const pending of this.#pending.values()) {
      if (pending.type === 'decoded') pending.resolve(REFUSED);
      else pending.resolve(undefined);
    }
    this.#pending.clear();
  }
}
