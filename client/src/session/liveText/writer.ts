// Sends what is written as it is written: the difference to what the others see, numbered, and again until it has arrived.
import { LIVE_TEXT_PIECE } from '@distansmote/shared/signalling/liveTextLimits.ts';
import { applyT140, GAP, linesOf, NEW_LINE } from '@distansmote/shared/signalling/t140.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import { Allowance } from './allowance.ts';
import { firstOf, operationsFor } from './operationsFor.ts';

/** A keystroke leaves within this. */
const EVERY_MS = 300;
/** After a correction far back in a line, which sends the rest of it anew: more is sent at a time. */
const MS_PER_CHARACTER = 10;
const MAX_PAUSE_MS = 2_000;
/** After a refusal, or when no answer came. */
const AGAIN_AFTER_MS = 1_000;
/** So many may be on their way: on a long line an answer takes longer than the next keystroke. */
const MAX_UNDER_WAY = 8;

interface Sent {
  seq: number;
  text: string;
}

export interface WriterDeps {
  /** Resolves when it has arrived, with the server's `at`; `refused` where it never will. */
  send(written: Readonly<Sent>): Promise<Reply<'writeText'> | 'refused'>;
  onArrived(at: number): void;
  /** Whether something waits to be sent, or to arrive. */
  onWaiting(isWaiting: boolean): void;
  /** By a clock that never goes back. */
  nowMs?(): number;
}

export class Writer {
  readonly #deps: WriterDeps;
  readonly #now: () => number;
  readonly #allowance = new Allowance();
  /** What stands in the field. */
  #current = '';
  /** Lines that have ended here, and not been sent whole. */
  #ended: string[] = [];
  /** What the others see, once all that was sent has arrived; and what they see of what has. */
  #seen = '';
  #arrived = '';
  #sent: Sent[] = [];
  #lastSeq = 0;
  #sentAtMs = -Infinity;
  #pauseMs = EVERY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** The server has said what it has. */
  #isJoined = false;
  #hasJoined = false;

  constructor(deps: WriterDeps) {
    this.#deps = deps;
    this.#now = deps.nowMs ?? (() => performance.now());
  }

  /** In UTF-16 code units. */
  get unsentLength(): number {
    return this.#ended.reduce((sum, line) => sum + line.length, 0);
  }

  /** @param line what stands in the field, `writable` */
  write(line: string): void {
    this.#current = line;
    this.#schedule();
  }

  /** What stands in the field is a line that has ended. */
  end(): void {
    // Of what has been erased whole the others still see what they saw.
    const isSeen = this.#ended.length === 0 && this.#seen !== '';
    if (this.#current !== '' || isSeen) this.#ended.push(this.#current);
    this.#current = '';
    this.#schedule();
  }

  /** Not in the meeting just now. */
  lost(): void {
    this.#isJoined = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#again);
    this.#timer = undefined;
    this.#again = undefined;
  }

  /**
   * In the meeting, whose server has this of us.
   * @param live our line there
   * @returns what is to stand in the field, where this page has been loaded anew.
   */
  joined({ lastSeq, live }: { lastSeq: number; live: string }): string {
    this.#isJoined = true;
    if (!this.#hasJoined) this.#current = live;
    this.#hasJoined = true;
    if (lastSeq === 0) {
      // It has lost all, or never had any: the line begins anew.
      const texts = this.#sent.map(({ text }) => text);
      const all = this.#arrived === '' ? texts : [this.#arrived, ...texts];
      this.#sent = all.map((text, at) => ({ seq: at + 1, text }));
      this.#lastSeq = all.length;
      this.#arrived = '';
    } else {
      this.#sent = this.#sent.filter(({ seq }) => seq > lastSeq);
      this.#arrived = live;
      const [next] = this.#sent;
      // What it would need before that is not here any more.
      if (next !== undefined && next.seq > lastSeq + 1)
        this.#sent = [{ seq: lastSeq + 1, text: GAP }];
      this.#lastSeq = this.#sent.at(-1)?.seq ?? lastSeq;
    }
    this.#seen = this.#sent.reduce(seenAfter, this.#arrived);
    this.#sendAgain();
    return this.#current;
  }

  /** The socket is back: what was under way may have been lost with the former one. */
  resumed(): void {
    if (this.#isJoined) this.#sendAgain();
  }

  /** Sends what can be sent at once: the page goes out of sight. */
  flush(): void {
    this.#sentAtMs = -Infinity;
    this.#schedule();
  }

  #sendAgain(): void {
    for (const one of this.#sent) this.#post(one);
    this.#schedule();
  }

  /** What the others have not been sent: the lines that have ended, and the one in the field. */
  get #unsent(): string {
    let from = this.#seen;
    let operations = '';
    for (const line of this.#ended) {
      operations += operationsFor(from, line) + NEW_LINE;
      from = '';
    }
    return operations + operationsFor(from, this.#current);
  }

  #schedule(): void {
    const operations = this.#unsent;
    this.#deps.onWaiting(operations !== '' || this.#sent.length > 0);
    if (!this.#isJoined || operations === '' || this.#timer !== undefined) return;
    const now = this.#now();
    this.#allowance.at(now);
    const untilTurnMs = this.#sentAtMs + this.#pauseMs - now;
    const untilAllowedMs = this.#allowance.untilMs(Math.min(operations.length, LIVE_TEXT_PIECE));
    const isFull = this.#sent.length >= MAX_UNDER_WAY;
    const waitMs = Math.max(untilTurnMs, untilAllowedMs, isFull ? EVERY_MS : 0);
    if (waitMs <= 0) return this.#sendNext(operations);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#schedule();
    }, waitMs);
  }

  #sendNext(operations: string): void {
    const text = firstOf(operations, LIVE_TEXT_PIECE);
    const sent = { seq: (this.#lastSeq += 1), text };
    this.#allowance.spend(text.length);
    this.#sentAtMs = this.#now();
    this.#pauseMs = Math.min(Math.max(EVERY_MS, text.length * MS_PER_CHARACTER), MAX_PAUSE_MS);
    if (text.length < operations.length) this.#pauseMs = EVERY_MS;
    this.#ended.splice(0, linesOf(text).ended.length);
    this.#sent.push(sent);
    this.#seen = seenAfter(this.#seen, sent);
    this.#post(sent);
    this.#schedule();
  }

  #post(sent: Sent): void {
    this.#deps.send(sent).then(
      (answer) => {
        if (answer === 'refused') return this.#giveUp(sent);
        // It may have been sent twice, or been given up.
        while (this.#sent.some((one) => one === sent)) {
          const first = this.#sent.shift();
          if (first !== undefined) this.#arrived = seenAfter(this.#arrived, first);
        }
        this.#deps.onArrived(answer.at);
        this.#schedule();
      },
      () => this.#againSoon(),
    );
  }

  /** A mark stands where it should have been. */
  #giveUp(sent: Sent): void {
    sent.text = GAP;
    this.#seen = this.#sent.reduce(seenAfter, this.#arrived);
    this.#againSoon();
  }

  /** One that was refused holds up all after it, which are sent again with it. */
  #againSoon(): void {
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      this.resumed();
    }, AGAIN_AFTER_MS);
  }
}

/** The line that is being written, after that. */
const seenAfter = (seen: string, { text }: Pick<Sent, 'text'>): string =>
  linesOf(applyT140(seen, text)).live;
