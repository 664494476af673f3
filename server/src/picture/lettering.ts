// Draws words, signs and boxes by a child process, and keeps what was drawn.
import { createRequire } from 'node:module';
import { LRUCache } from 'lru-cache';
import { FramedProcess } from '../platform/framedProcess.ts';
import { encodeDrawing, readDrawn, type Bitmap, type Drawing } from './drawing.ts';

const MAX_KEPT_BYTES = 32 * 1_024 * 1_024;
/** Drawings that wait: more than all rooms together show. */
const MAX_WAITING = 1_000;
/** A drawing takes milliseconds. After this long the process is stuck, and another one takes its place. */
const ANSWER_MS = 5_000;
/** After it died. */
const RESTART_MS = 1_000;
/** What was not drawn is tried again when the process may be started again, and then ever more seldom: it may be what ends it. */
const MIN_RETRY_MS = RESTART_MS + 200;
const MAX_RETRY_MS = 30_000;
/** A process that ran longer was not ended by a retry. */
const STEADY_MS = 2 * MAX_RETRY_MS;

const FONT = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next';
const FONT_FILES = [`${FONT}-latin-wght-normal.woff2`, `${FONT}-latin-ext-wght-normal.woff2`];

export interface LetteringEvents {
  /** What the process says about itself, for the log. */
  onComplaint(text: string): void;
  /** Something could not be drawn, and may be tried again. */
  onRetry(): void;
}

/** The process runs from the first drawing until `rest` or `close`, and is started again when it has died. */
export class Lettering {
  readonly #program: string;
  readonly #events: LetteringEvents;
  readonly #kept = new LRUCache<string, Bitmap>({
    maxSize: MAX_KEPT_BYTES,
    sizeCalculation: ({ rgba }) => rgba.length + 1,
  });
  /** Drawings under way, so that nothing is drawn twice at once. */
  readonly #drawn = new Map<string, Promise<Bitmap | undefined>>();
  readonly #waiting = new Map<number, (bitmap: Bitmap | undefined) => void>();
  #process: FramedProcess | undefined;
  #lastId = 0;
  #startedAt = 0;
  #failedAt = -RESTART_MS;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = MIN_RETRY_MS;
  #watch: NodeJS.Timeout | undefined;
  #isClosed = false;
  #isResting = false;

  /** @param program the path of the lettering program, which scripts/compositor builds */
  constructor(program: string, events: LetteringEvents) {
    this.#program = program;
    this.#events = events;
  }

  /**
   * The same bitmap for the same drawing while it is kept.
   * @returns undefined when it cannot be drawn: the picture goes without it, at least until `onRetry`.
   */
  draw(drawing: Drawing): Promise<Bitmap | undefined> {
    const key = JSON.stringify(drawing);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return Promise.resolve(kept);
    const underWay = this.#drawn.get(key);
    if (underWay !== undefined) return underWay;
    const drawn = this.#ask(drawing).then((bitmap) => {
      this.#drawn.delete(key);
      if (bitmap !== undefined) this.#kept.set(key, bitmap);
      return bitmap;
    });
    this.#drawn.set(key, drawn);
    return drawn;
  }

  /** Somebody is there to see something. */
  wake(): void {
    this.#isResting = false;
  }

  /** Nobody is there to see anything: the process ends, and what is still being put together draws nothing. */
  rest(): void {
    this.#isResting = true;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#retryMs = MIN_RETRY_MS;
    if (this.#process === undefined) return;
    this.#end();
    this.#kept.clear();
  }

  close(): void {
    this.#isClosed = true;
    this.rest();
  }

  #ask(drawing: Drawing): Promise<Bitmap | undefined> {
    const process = this.#running();
    if (process === undefined || this.#waiting.size >= MAX_WAITING) {
      this.#retryLater();
      return Promise.resolve(undefined);
    }
    const id = (this.#lastId = (this.#lastId + 1) >>> 0);
    process.post(encodeDrawing(id, drawing));
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      if (this.#waiting.size === 1) this.#watchAnswers();
    });
  }

  #running(): FramedProcess | undefined {
    if (this.#isClosed || this.#isResting) return undefined;
    if (performance.now() - this.#failedAt < RESTART_MS) return undefined;
    if (this.#process !== undefined) return this.#process;
    const { resolve } = createRequire(import.meta.url);
    const fonts = FONT_FILES.map((file) => resolve(file));
    const process: FramedProcess = new FramedProcess(this.#program, fonts, {
      onMessage: (message) => {
        if (this.#process === process) this.#answered(message);
      },
      onComplaint: (text) => this.#events.onComplaint(text),
      onExit: () => {
        if (this.#process !== process) return;
        this.#failedAt = performance.now();
        this.#end();
      },
    });
    this.#process = process;
    this.#startedAt = performance.now();
    return process;
  }

  #answered(message: Buffer): void {
    const drawn = readDrawn(message);
    const resolve = drawn && this.#waiting.get(drawn.id);
    if (resolve === undefined) return this.#end();
    this.#waiting.delete(drawn?.id ?? 0);
    this.#watchAnswers();
    resolve(drawn?.bitmap);
  }

  #watchAnswers(): void {
    clearTimeout(this.#watch);
    if (this.#waiting.size > 0) this.#watch = setTimeout(() => this.#end(), ANSWER_MS);
  }

  /** What waits is not drawn. */
  #end(): void {
    const process = this.#process;
    this.#process = undefined;
    clearTimeout(this.#watch);
    process?.kill();
    if (performance.now() - this.#startedAt >= STEADY_MS) this.#retryMs = MIN_RETRY_MS;
    if (this.#waiting.size > 0) this.#retryLater();
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
  #retryLater(): void {
    if (this.#isResting || this.#retry !== undefined) return;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#events.onRetry();
    }, this.#retryMs);
    this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2);
  }
}
