// A simulated caller for tests of the IVR: nothing is really played, and timers are fake.
import { vi } from 'vitest';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Digit } from '../../server/src/rtp/digit.ts';
import { IvrSession } from '../../server/src/calls/ivr/ivrSession.ts';
import type { EnterResult, Start } from '../../server/src/calls/ivr/ivrDeps.ts';
import type { MenuLanguage } from '../../server/src/calls/ivr/menuLanguages.ts';
import type { PromptLanguage, PromptName } from '../../server/src/calls/ivr/prompts.ts';

type Entered = Extract<EnterResult, { type: 'entered' }>;

export class TestCaller {
  readonly ivr: IvrSession;
  /** The prompts being played. */
  hears: readonly PromptName[] = [];
  language: PromptLanguage | undefined;
  /** If it reads. */
  readsIn: MenuLanguage | undefined;
  isHungUpOn = false;
  readonly lookedUp: { callId: CallId; pin: string | undefined }[] = [];
  /** What the IVR has done in the meeting. */
  readonly done: string[] = [];
  headcount = 1;
  /** Reads and types. */
  isByText = false;
  /** What it has typed for the others, and they for it. */
  readonly written: string[] = [];
  readonly reads: string[] = [];
  /** Results of the look-ups in turn; when none is left, the look-up stays pending. */
  readonly #answers: (EnterResult | Error)[];
  #isRepeated = false;
  /** The person's microphone and hand. */
  #isMuted = false;
  #isHandRaised = false;
  #answerLate: ((result: EnterResult) => void) | undefined;

  constructor(...answers: (EnterResult | Error)[]) {
    this.#answers = answers;
    this.ivr = new IvrSession({
      play: (prompts, language, isRepeated, read) => {
        this.hears = prompts;
        this.language = language;
        this.readsIn = read ?? language;
        this.#isRepeated = isRepeated;
      },
      stopPlaying: () => (this.hears = []),
      enter: (callId, pin) => this.#enter(callId, pin),
      hangUp: () => {
        this.isHungUpOn = true;
        this.hears = [];
      },
      isMuted: () => this.#isMuted,
      setMuted: (isMuted) => {
        this.done.push(isMuted ? 'muted' : 'unmuted');
        this.#turn(isMuted);
      },
      isHandRaised: () => this.#isHandRaised,
      setHandRaised: (isRaised) => {
        this.done.push(isRaised ? 'hand raised' : 'hand lowered');
        this.handTurnedByOtherLeg(isRaised);
      },
      headcount: () => this.headcount,
      isByText: () => this.isByText,
      writeText: (text) => this.written.push(text),
      showText: ({ name, text }) => this.reads.push(`${name}: ${text}`),
    });
    this.ivr.answered(this.start);
  }

  protected get start(): Start {
    return { type: 'asked' };
  }

  /** A caller who has entered the right call ID, with this result. */
  static async in(result: EnterResult): Promise<TestCaller> {
    const caller = new TestCaller(result);
    await caller.keys('787544182#');
    return caller;
  }

  /** A caller in a meeting: by default not linked, with two others. */
  static async inMeeting({
    isMuted = false,
    ...how
  }: Partial<Omit<Entered, 'type'>> & { isMuted?: boolean } = {}): Promise<TestCaller> {
    const caller = new TestCaller({ type: 'entered', others: 2, isLinked: false, ...how });
    caller.#isMuted = isMuted;
    await caller.keys('787544182#');
    return caller;
  }

  mutedByConvener(): void {
    this.#turn(true, true);
  }

  mutedByOtherLeg(isMuted: boolean): void {
    this.#turn(isMuted);
  }

  handTurnedByOtherLeg(isRaised: boolean): void {
    if (isRaised === this.#isHandRaised) return;
    this.#isHandRaised = isRaised;
    if (!isRaised) this.ivr.handLowered();
  }

  #turn(isMuted: boolean, isByConvener = false): void {
    if (isMuted === this.#isMuted) return;
    this.#isMuted = isMuted;
    this.ivr.microphoneChanged(isMuted, isByConvener);
  }

  get hearsMusic(): boolean {
    return this.hears.join() === 'waitingMusic' && this.#isRepeated;
  }

  async keys(digits: string): Promise<void> {
    for (const digit of digits) this.ivr.digit(digit as Digit);
    await this.waits(0);
  }

  async types(text: string): Promise<void> {
    this.ivr.typed(text);
    await this.waits(0);
  }

  async waits(seconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  }

  /** Playback reaches its end. */
  listens(): void {
    if (this.hears.length === 0 || this.#isRepeated) throw new Error('nothing is being said');
    this.hears = [];
    this.ivr.played();
  }

  async isAnswered(result: EnterResult): Promise<void> {
    this.#answerLate?.(result);
    await this.waits(0);
  }

  async #enter(callId: CallId, pin: string | undefined): Promise<EnterResult> {
    this.lookedUp.push({ callId, pin });
    const answer = this.#answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? new Promise((resolve) => (this.#answerLate = resolve));
  }
}

/** A caller who dialled a call ID. */
export class DiallingCaller extends TestCaller {
  protected override get start(): Start {
    return { type: 'dialled', callId: '787544182' as CallId };
  }
}
