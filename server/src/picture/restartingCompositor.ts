// Keeps a compositor running: one that dies is started again, and whoever uses it fills it anew.
import { Compositor } from './compositor.ts';

/** One that lived this long may be started again at once: pictures are back before anybody asks where they went. */
const STEADY_MS = 5_000;
const MIN_PAUSE_MS = 250;
const MAX_PAUSE_MS = 30_000;

export interface RestartingCompositorEvents {
  /** A new process that knows nothing: from now on `current`. */
  onStarted(compositor: Compositor): void;
  /** For the log. */
  onComplaint(text: string): void;
}

export class RestartingCompositor {
  readonly #program: string;
  readonly #events: RestartingCompositorEvents;
  #current: Compositor | undefined;
  #startedAt = 0;
  #pauseMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(program: string, events: RestartingCompositorEvents) {
    this.#program = program;
    this.#events = events;
  }

  /** Undefined while none runs. */
  get current(): Compositor | undefined {
    return this.#current;
  }

  start(): void {
    if (this.#isClosed) return;
    this.#startedAt = performance.now();
    const compositor = Compositor.start(this.#program, {
      onExit: () => this.#exited(),
      onComplaint: (text) => this.#events.onComplaint(text),
    });
    this.#current = compositor;
    this.#events.onStarted(compositor);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#current?.close();
    this.#current = undefined;
  }

  #exited(): void {
    this.#current = undefined;
    if (this.#isClosed) return;
    const wasSteady = performance.now() - this.#startedAt >= STEADY_MS;
    const pauseMs = wasSteady ? 0 : this.#pauseMs;
    this.#pauseMs = Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, pauseMs * 2));
    this.#events.onComplaint(`it died; another one starts in ${pauseMs} ms`);
    this.#timer = setTimeout(() => this.start(), pauseMs);
  }
}
