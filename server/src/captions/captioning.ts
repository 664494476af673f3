// Makes text of what is said in the meetings that want it, in a thread of its own that no meeting's sound depends on.
import { setTimeout as pause } from 'node:timers/promises';
import type { Meeting } from '../meetings/meeting.ts';
import { AskedThread } from '../platform/askedThread.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import type {
  CaptionThreadData,
  FromCaptionThread,
  ListeningKey,
  ToCaptionThread,
} from './captionMessages.ts';
import { MeetingListening } from './meetingListening.ts';

const REOPEN_MS = 1_000;

export class Captioning {
  readonly #thread: AskedThread<ToCaptionThread, FromCaptionThread>;
  readonly #log: Log;
  readonly #mayLog = createLogThrottle();
  /** Undefined while what was there has failed, and is opened again. */
  readonly #listenings = new Map<Meeting, MeetingListening | undefined>();
  readonly #byKey = new Map<ListeningKey, MeetingListening>();
  #isStopped = false;

  private constructor(data: CaptionThreadData, log: Log) {
    this.#log = log;
    this.#thread = new AskedThread<ToCaptionThread, FromCaptionThread>(
      'captions',
      { url: new URL('./captionThread.ts', import.meta.url), data },
      { onMessage: (message) => this.#handle(message), onExit: () => this.#lost() },
      log,
    );
  }

  static start(data: CaptionThreadData, log: Log): Captioning {
    const captioning = new Captioning(data, log);
    captioning.#thread.start();
    return captioning;
  }

  /** Whether it makes text of what is said in that meeting, or tries to. */
  isOn(meeting: Meeting): boolean {
    return this.#listenings.has(meeting);
  }

  /** Starts or stops making text of what is said in that meeting. The same again changes nothing. */
  turn(meeting: Meeting, isOn: boolean): void {
    if (this.#isStopped || isOn === this.isOn(meeting)) return;
    if (isOn) void this.#open(meeting);
    else this.#close(meeting);
  }

  /** As if its thread had crashed. */
  terminateForTest(): Promise<void> {
    return this.#thread.terminateForTest();
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    for (const meeting of this.#listenings.keys()) this.#close(meeting);
    return this.#thread.stop({ type: 'stop' });
  }

  async #open(meeting: Meeting): Promise<void> {
    const listening = new MeetingListening(meeting, (message) => this.#thread.post(message));
    this.#listenings.set(meeting, listening);
    this.#byKey.set(listening.key, listening);
    try {
      const { key } = listening;
      const answer = await this.#thread.ask(key, { type: 'openListening', listening: key });
      if (answer?.type !== 'listeningOpened') throw new Error('the caption thread does not answer');
      if (this.#listenings.get(meeting) !== listening) return;
      await listening.listenBy(answer.port);
      listening.setFailing(false);
    } catch (error) {
      if (this.#mayLog('opening')) this.#log.error({ err: error }, 'captions cannot start');
      if (this.#listenings.get(meeting) === listening) await this.#reopen(meeting, listening);
    }
  }

  async #reopen(meeting: Meeting, failed: MeetingListening): Promise<void> {
    failed.setFailing(true);
    this.#byKey.delete(failed.key);
    failed.close();
    this.#listenings.set(meeting, undefined);
    await pause(REOPEN_MS, undefined, { ref: false });
    const isWanted = this.#listenings.has(meeting) && this.#listenings.get(meeting) === undefined;
    if (isWanted && !this.#isStopped) await this.#open(meeting);
  }

  #close(meeting: Meeting): void {
    const listening = this.#listenings.get(meeting);
    this.#listenings.delete(meeting);
    if (listening === undefined) return;
    this.#byKey.delete(listening.key);
    listening.close();
  }

  /** The thread has died with all that it listened to, and is started again. */
  #lost(): void {
    for (const [meeting, listening] of this.#listenings)
      if (listening !== undefined) void this.#reopen(meeting, listening);
  }

  #handle(message: FromCaptionThread): void {
    switch (message.type) {
      case 'listeningOpened':
        return this.#thread.answered(message.listening, message);
      case 'spoke':
        return this.#byKey.get(message.listening)?.spoke(message.line);
      case 'healthChanged': {
        const { failing } = message;
        if (failing !== undefined && this.#mayLog(failing))
          this.#log.warn({ reason: failing }, 'captions get no text from CAPTIONS_URL');
        return this.#byKey.get(message.listening)?.setFailing(failing !== undefined);
      }
      case 'stopped':
        return undefined;
    }
  }
}
