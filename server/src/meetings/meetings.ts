// The open meetings: each opens when somebody comes, and is forgotten when it closes.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import type { Headcount } from './headcount.ts';
import { Lobby } from './lobby.ts';
import { Meeting } from './meeting.ts';
import { readDoor } from './door.ts';
import type { MeetingState, RungState } from './meetingState.ts';
import { MeetingElsewhere, type MeetingOwnership, type RemoteMeeting } from './ownership.ts';
import type { MeetingListeners } from './meetingListeners.ts';
import type { MeetingSummary } from './meetingStats.ts';
import type { Person } from './person.ts';
import type { PinOwner } from './dialInPins.ts';
import { PinOwners } from './pinOwners.ts';
import { UncheckedLobbies } from './uncheckedLobbies.ts';
import type { VoidPasses } from './voidPasses.ts';

export interface MeetingsListeners {
  /** For everybody who was present and has left, except at the end of a meeting. */
  onLeft(meeting: Meeting, person: Person, reason: LeaveReason): void;
  /** Somebody has changed their own name. */
  onRenamed(meeting: Meeting, person: Person, former: string): void;
  /** Before anybody enters: it was another server's until then (milliseconds since 1970). */
  onTakenOver(meeting: Meeting, heldUntilMs: number): void;
  /** Text is to be made of what is said in it, or no longer, which its end implies. Undefined where nothing can. */
  onCaptionsTurned?: ((meeting: Meeting, isOn: boolean) => void) | undefined;
  /** Whom a meeting rings, or has rung, goes with it to another server. */
  rings(): {
    stateOf(meeting: Meeting): RungState[];
    restore(meeting: Meeting, state: RungState[]): void;
  };
  /**
   * Whoever was still present no longer is, here.
   * @param reason undefined if nobody ever was.
   * @returns when what is recorded of them is written; never rejects.
   */
  onEnded(meeting: Meeting, reason: MeetingSummary['reason'] | undefined): Promise<void>;
}

export class Meetings {
  /** Also for numbers that no space has. */
  readonly uncheckedLobbies: UncheckedLobbies;
  /** Of the meetings that are open here. */
  readonly pinOwners = new PinOwners((callId) => this.find(callId));
  readonly #mediaWorkers: MediaWorkers;
  readonly #voidPasses: VoidPasses;
  readonly #limiter: Limiter;
  readonly #log: Log;
  readonly #listeners: MeetingsListeners;
  /** Undefined on a server that is alone. */
  readonly #ownership: MeetingOwnership | undefined;
  /** By call ID. Promises, so that two people who arrive at once get the same meeting. */
  readonly #open = new Map<CallId, Promise<Meeting>>();
  /** The meetings among them whose router has been made. */
  readonly #ready = new Set<Meeting>();

  constructor(
    mediaWorkers: MediaWorkers,
    voidPasses: VoidPasses,
    limiter: Limiter,
    log: Log,
    listeners: MeetingsListeners,
    ownership?: MeetingOwnership,
  ) {
    this.#ownership = ownership;
    this.#limiter = limiter;
    this.#listeners = listeners;
    this.#mediaWorkers = mediaWorkers;
    this.#voidPasses = voidPasses;
    this.uncheckedLobbies = new UncheckedLobbies(limiter, (callId) => {
      this.#open.get(callId)?.then(
        (meeting) => meeting.lobbyUpdates.changed(),
        () => undefined,
      );
    });
    this.#log = log;
  }

  get count(): number {
    return this.#open.size;
  }

  /** One per open meeting. */
  get headcounts(): Headcount[] {
    return [...this.#ready].map(({ headcount }) => headcount);
  }

  /** How many are present here, by call ID; only meetings with somebody in them. */
  get presentCounts(): Map<CallId, number> {
    const occupied = [...this.#ready].filter(({ presentCount }) => presentCount > 0);
    return new Map(occupied.map(({ callId, presentCount }) => [callId, presentCount]));
  }

  /**
   * The meeting with that call ID, opened if necessary. For call IDs that admission has accepted.
   * @param former what it was like at another server, if it is not open here.
   * @throws MeetingElsewhere
   */
  open(callId: CallId, former?: MeetingState): Promise<Meeting> {
    const opened = this.#open.get(callId);
    if (opened !== undefined) return opened;
    const forget = () => {
      if (this.#open.get(callId) === opening) this.#open.delete(callId);
    };
    const opening = this.#start(callId, forget, former);
    this.#open.set(callId, opening);
    opening.catch(forget);
    return opening;
  }

  /** Undefined when the meeting isn't open. */
  async find(callId: CallId): Promise<Meeting | undefined> {
    // One that turns out to be another server's is not open here.
    return this.#open.get(callId)?.catch((error: unknown) => {
      if (error instanceof MeetingElsewhere) return undefined;
      throw error;
    });
  }

  /**
   * Whose PIN that is, wherever the meeting is held; undefined for a wrong one. For call IDs that the look-up has found.
   * @throws Error if the server that holds it does not answer
   */
  async pinOwnerOf(callId: CallId, pin: string): Promise<PinOwner | undefined> {
    const holder = (await this.isElsewhere(callId))
      ? await this.#ownership?.holderElsewhere(callId)
      : undefined;
    return holder === undefined ? this.pinOwners.ownerOf(callId, pin) : holder.pinOwner(pin);
  }

  /** For admission to a meeting that isn't open: another server may have held the one before. */
  readVoidPasses(callId: CallId): Promise<void> {
    return this.#voidPasses.read(callId);
  }

  /** Whether another server holds it. For call IDs that the look-up has found. */
  async isElsewhere(callId: CallId): Promise<boolean> {
    if (this.#ownership === undefined) return false;
    const isHere = this.#open.has(callId) && !(await this.#isLeaving(callId));
    return !isHere && this.#ownership.isElsewhere(callId);
  }

  /**
   * The meeting wherever it is held, for what the HTTP API does to it. Ask before the space is deleted: with it goes the
   * knowledge of who holds it.
   */
  async reach(callId: CallId): Promise<Omit<RemoteMeeting, 'pinOwner'>> {
    // Also of one that is open here: another server may have it already, while its people get ready there.
    const remote = await this.#ownership?.holderElsewhere(callId);
    return {
      end: async (reason) => {
        const [isHere, isThere] = await Promise.all([
          this.end(callId, reason),
          remote?.end(reason),
        ]);
        return isHere || isThere === true;
      },
      forgetAbsent: async () => {
        (await this.find(callId))?.moderation.forgetAbsent();
        await remote?.forgetAbsent();
      },
    };
  }

  /** Of all servers. */
  async presentCountsEverywhere(): Promise<Map<CallId, number>> {
    const elsewhere = await this.#ownership?.presentCountsElsewhere();
    return new Map([...(elsewhere ?? []), ...this.presentCounts]);
  }

  async #isLeaving(callId: CallId): Promise<boolean> {
    return (await this.find(callId))?.departure.isUnderWay === true;
  }

  /** Its people go to another server, which reads what is recorded of them. @returns when it is written. */
  handedOver(meeting: Meeting): Promise<void> {
    return this.#listeners.onEnded(meeting, 'moved');
  }

  /** @returns whether the meeting was open here. */
  async end(callId: CallId, reason: MeetingEndReason): Promise<boolean> {
    const meeting = await this.find(callId);
    meeting?.end(reason);
    return meeting !== undefined;
  }

  async endAll(reason: MeetingEndReason): Promise<void> {
    await Promise.allSettled([...this.#open.keys()].map((callId) => this.end(callId, reason)));
  }

  async #start(callId: CallId, forget: () => void, former?: MeetingState): Promise<Meeting> {
    const ownership = this.#ownership;
    const claimed = await ownership?.claim(callId);
    const openMedia = () =>
      this.#mediaWorkers.openMeeting({
        onFailed: () => meeting.end('mediaFailed'),
        onSpeakersChanged: (speakerIds) => meeting.speakersChanged(speakerIds),
        onSuppressedChanged: (suppressedIds) => meeting.suppressedChanged(suppressedIds),
      });
    // Again, now that it is claimed: another server may have ended one a moment ago.
    const opening = this.#voidPasses.read(callId).then(openMedia);
    opening.catch(() => ownership?.release(callId));
    const media = await opening;
    const log = this.#log;
    const { onCaptionsTurned, rings } = this.#listeners;
    const lobby = new Lobby(callId, this.#limiter, this.uncheckedLobbies.of(callId));
    const listeners: MeetingListeners = {
      onOpened: () => log.info({ meetings: this.#occupiedCount }, 'meeting opened'),
      onLeft: (person, reason) => this.#listeners.onLeft(meeting, person, reason),
      onRenamed: (person, formerName) => this.#listeners.onRenamed(meeting, person, formerName),
      onLookupFailed: (error) => log.error({ err: error }, 'convener look-up failed'),
      onClosed: (summary) => {
        this.#ready.delete(meeting);
        void this.#listeners.onEnded(meeting, summary?.reason);
        forget();
        ownership?.release(callId);
        if (summary !== undefined)
          log.info({ ...summary, meetings: this.#occupiedCount }, 'meeting closed');
      },
      onCaptionsTurned:
        onCaptionsTurned &&
        // Also from within its constructor.
        ((isOn) => queueMicrotask(() => onCaptionsTurned(meeting, isOn && !meeting.closed))),
      rings: {
        get state() {
          return rings().stateOf(meeting);
        },
        // Also from within its constructor.
        restore: (state) => queueMicrotask(() => rings().restore(meeting, state)),
      },
      onDoorChanged: ownership && (() => ownership.doorChanged(callId, meeting.door)),
    };
    const meeting = new Meeting(
      callId,
      media,
      lobby,
      this.#voidPasses.of(callId),
      listeners,
      former ?? claimed?.state ?? readDoor(claimed?.door ?? ''),
    );
    this.#ready.add(meeting);
    const heldUntilMs = claimed?.heldUntilMs;
    if (heldUntilMs !== undefined) this.#listeners.onTakenOver(meeting, heldUntilMs);
    return meeting;
  }

  /** How many meetings have somebody present. */
  get #occupiedCount(): number {
    return this.presentCounts.size;
  }
}
