// Cuts the sound of one voice into utterances: from where it begins to speak to where it rests.
import { SpeechDetector } from './speechDetector.ts';

/** When an utterance that has no end is cut. */
export interface CutRules {
  /** After this long it is cut at the next short pause, … */
  pauseAfterMs: number;
  /** … and after this long anywhere. */
  maxMs: number;
}

/** What becomes of an utterance, in order: begun, frames, ended. */
export interface UtteranceListener {
  /** @returns false when it cannot be taken: then nothing more is told of it. */
  begun(): boolean;
  frame(samples: Int16Array): void;
  /** @param spokenMs how much of it was speech. */
  ended(spokenMs: number): void;
}

const FRAME_MS = 20;
/** Speech begins when most of the last 100 ms are. */
const ONSET_FRAMES = 5;
const ONSET_SPOKEN = 3;
/** The beginning of a word is quiet: what was before is part of it. */
const LEAD_FRAMES = 15;
/** The end of a word too. */
const TAIL_FRAMES = 15;
/** A rest ends an utterance. */
const REST_FRAMES = 35;
const SHORT_PAUSE_FRAMES = 10;

export class UtteranceCutter {
  readonly #rules: CutRules;
  readonly #listener: UtteranceListener;
  readonly #detector = new SpeechDetector();
  /** The last 300 ms, while nobody speaks. */
  #lead: Int16Array[] = [];
  /** Of the last frames, whether each was speech. */
  #recent: boolean[] = [];
  #isSpeaking = false;
  #isTaken = false;
  #frames = 0;
  #spokenFrames = 0;
  #restFrames = 0;

  constructor(rules: CutRules, listener: UtteranceListener) {
    this.#rules = rules;
    this.#listener = listener;
  }

  /** @param frame 20 ms; undefined while nothing arrives. */
  push(frame: Int16Array | undefined): void {
    const isSpeech = this.#detector.isSpeech(frame);
    if (this.#isSpeaking) this.#goOn(frame, isSpeech);
    else this.#await(frame, isSpeech);
  }

  /** The voice is gone: what it said ends here. */
  close(): void {
    if (this.#isSpeaking) this.#end();
  }

  #await(frame: Int16Array | undefined, isSpeech: boolean): void {
    this.#recent.push(isSpeech);
    if (this.#recent.length > ONSET_FRAMES) this.#recent.shift();
    if (frame === undefined) this.#lead = [];
    else this.#lead.push(frame);
    if (this.#lead.length > LEAD_FRAMES) this.#lead.shift();
    if (this.#recent.filter(Boolean).length >= ONSET_SPOKEN) this.#begin(ONSET_SPOKEN);
  }

  #begin(spokenFrames: number): void {
    this.#isSpeaking = true;
    this.#frames = 0;
    this.#spokenFrames = spokenFrames;
    this.#restFrames = 0;
    this.#recent = [];
    const lead = this.#lead;
    this.#lead = [];
    this.#isTaken = this.#listener.begun();
    for (const frame of lead) this.#give(frame);
  }

  #goOn(frame: Int16Array | undefined, isSpeech: boolean): void {
    if (isSpeech) this.#spokenFrames += 1;
    this.#restFrames = isSpeech ? 0 : this.#restFrames + 1;
    if (frame !== undefined && this.#restFrames <= TAIL_FRAMES) this.#give(frame);
    const ms = this.#frames * FRAME_MS;
    const isPause = this.#restFrames >= SHORT_PAUSE_FRAMES && ms >= this.#rules.pauseAfterMs;
    if (this.#restFrames >= REST_FRAMES || isPause) this.#end();
    else if (ms >= this.#rules.maxMs) {
      this.#end();
      // It goes on at once, in the middle of a word.
      this.#begin(0);
    }
  }

  #give(frame: Int16Array): void {
    this.#frames += 1;
    if (this.#isTaken) this.#listener.frame(frame);
  }

  #end(): void {
    this.#isSpeaking = false;
    if (this.#isTaken) this.#listener.ended(this.#spokenFrames * FRAME_MS);
  }
}
