// One utterance: what is written of it goes to the engine, and the lines that come back are checked and told.
import { captionText, isPlausible } from './captionText.ts';
import type { EngineFailure } from './engineHealth.ts';
import type { Recognition, Recognizer } from './recognizer.ts';

const FRAME_MS = 20;

export interface SpokenListener {
  /** @returns the number of a new line. */
  nextLine(): number;
  told(line: { id: number; text: string; isFinal: boolean }): void;
  /** The last that is told. @param why undefined when all has gone well, or it has been given up. */
  done(why?: EngineFailure): void;
}

export class Spoken {
  readonly #recognizer: Recognizer;
  readonly #listener: SpokenListener;
  readonly #recognition: Recognition;
  #writtenMs = 0;
  /** In finished lines. */
  #characters = 0;
  #line: { id: number; text: string } | undefined;
  #isDone = false;

  constructor(recognizer: Recognizer, listener: SpokenListener) {
    this.#recognizer = recognizer;
    this.#listener = listener;
    this.#recognition = recognizer.open({
      recognized: (text, isFinal) => this.#recognized(text, isFinal),
      done: (why) => this.#done(why),
    });
  }

  /** @param samples 20 ms at 16 kHz. */
  write(samples: Int16Array): void {
    this.#writtenMs += FRAME_MS;
    this.#recognition.write(samples);
  }

  /** @param spokenMs how much of it was speech. */
  end(spokenMs: number): void {
    if (spokenMs < this.#recognizer.minSpokenMs) this.abandon();
    else this.#recognition.end();
  }

  abandon(): void {
    this.#recognition.abandon();
    this.#done();
  }

  #recognized(answer: string, isFinal: boolean): void {
    if (this.#isDone) return;
    const characters = this.#characters + answer.length;
    if (!isPlausible(characters, this.#writtenMs)) {
      this.#recognition.abandon();
      return this.#done('flood');
    }
    if (isFinal) this.#characters = characters;
    const text = captionText(answer, isFinal);
    const line = this.#line;
    if (isFinal) this.#line = undefined;
    if (text === '' || (!isFinal && text === line?.text)) return;
    const id = line?.id ?? this.#listener.nextLine();
    if (!isFinal) this.#line = { id, text };
    this.#listener.told({ id, text, isFinal });
  }

  #done(why?: EngineFailure): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#listener.done(why);
  }
}
