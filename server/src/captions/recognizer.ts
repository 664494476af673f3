// A speech recogniser: an engine of the county's own that makes text of speech, by whichever protocol.
import type { CutRules } from './utteranceCutter.ts';

/** What is asked of the engine at that address, and of no other. */
export interface RecognizerSettings {
  url: string;
  /** Sent as a bearer token (RFC 6750). */
  key: string | undefined;
  model: string;
  /** ISO 639-1. */
  language: string;
}

/** Why an utterance has no text. For the log: never what was said. */
export type RecognitionFailure =
  /** Nobody answers there, or not like one that speaks this protocol; also one that redirects. */
  | 'unreachable'
  | 'refused'
  | 'late'
  /** What it answers is not of the protocol, or much too large. */
  | 'garbled'
  /** More than anybody can have said. */
  | 'flood';

export interface RecognitionListener {
  /** A line so far; and once, when it is finished. Then another line may begin. */
  recognized(text: string, isFinal: boolean): void;
  /** The last that is told. @param why undefined when all has gone well. */
  done(why?: RecognitionFailure): void;
}

/** One utterance on its way to the engine. */
export interface Recognition {
  /** 16 kHz. */
  write(samples: Int16Array): void;
  /** All has been written. */
  end(): void;
  /** Nothing more is told. */
  abandon(): void;
}

export interface Recognizer {
  readonly cutRules: CutRules;
  /** Utterances with less speech in them than this are given to nobody. */
  readonly minSpokenMs: number;
  open(listener: RecognitionListener): Recognition;
  /** @returns whether the engine is there again. */
  probe(): Promise<boolean>;
}
