// A meeting's door: whether it is locked, and who was put outside. Kept in the database while the meeting runs, so that
// neither is forgotten when its server dies.
import { type DoorState, doorState, type MeetingState, stateOfDoor } from './meetingState.ts';
import type { Roster } from './roster.ts';
import type { Standings } from './standings.ts';

/** About 2,600 browsers, or 1,600 people. */
export const MAX_DOOR_BYTES = 64_000;
/** Of a later version, which may keep more. */
const MAX_READ_BYTES = 4 * MAX_DOOR_BYTES;
/** In this order they get what room there is, the newest of each first. */
const LISTS = ['blockedBrowsers', 'barred', 'removed', 'browsersOfRemoved', 'known'] as const;

export class Door {
  readonly #roster: Roster;
  readonly #standings: Standings;
  readonly #onChanged: (() => void) | undefined;
  #isLocked = false;
  #isScheduled = false;
  /** As last told; undefined while what is kept may be something else. */
  #told: string | undefined = '';

  /** @param onChanged undefined where nobody keeps it. */
  constructor(roster: Roster, standings: Standings, onChanged: (() => void) | undefined) {
    this.#roster = roster;
    this.#standings = standings;
    this.#onChanged = onChanged;
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  setLocked(isLocked: boolean): void {
    if (this.#isLocked === isLocked) return;
    this.#isLocked = isLocked;
    this.#roster.tellEverybody({ type: 'lockChanged', isLocked });
    this.changed();
  }

  /** Where the meeting goes on at this server: tells in any case, since the one before may not have written its latest. */
  restore(isLocked: boolean): void {
    this.setLocked(isLocked);
    this.#told = undefined;
    this.changed();
  }

  /** While it is unlocked, a pass is as good as being known, and changes less often. */
  get state(): DoorState {
    const { known, ...others } = this.#standings.state;
    return { ...others, isLocked: this.#isLocked, known: this.#isLocked ? known : [] };
  }

  /** JSON of at most `MAX_DOOR_BYTES`; empty when there is nothing to remember. */
  get text(): string {
    return doorText(this.state);
  }

  /** Something of it may have changed: tells once of all that changes in one turn. */
  changed(): void {
    if (this.#onChanged === undefined || this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      const { text } = this;
      if (text === this.#told) return;
      this.#told = text;
      this.#onChanged?.();
    });
  }
}

/** The lock is never forgotten, and nobody's removal before who else is known. */
export function doorText(state: DoorState): string {
  if (!state.isLocked && LISTS.every((list) => state[list].length === 0)) return '';
  return JSON.stringify(fitted(state));
}

/** The newest of each list, the most important lists first, in `MAX_DOOR_BYTES`. */
export function fitted(state: DoorState): DoorState {
  const kept: DoorState = { ...state, ...Object.fromEntries(LISTS.map((list) => [list, []])) };
  let left = MAX_DOOR_BYTES - sizeOf(kept);
  const newestOf = <Entry>(entries: readonly Entry[]): Entry[] => {
    const from = entries.findLastIndex((entry) => (left -= sizeOf(entry) + 1) < 0) + 1;
    // None of the lists that follow.
    if (from > 0) left = 0;
    return entries.slice(from);
  };
  const [blockedBrowsers, barred] = [newestOf(state.blockedBrowsers), newestOf(state.barred)];
  const [removed, browsersOfRemoved] = [newestOf(state.removed), newestOf(state.browsersOfRemoved)];
  return {
    ...kept,
    blockedBrowsers,
    barred,
    removed,
    browsersOfRemoved,
    known: newestOf(state.known),
  };
}

/** The JSON is of ASCII alone. */
const sizeOf = (value: unknown): number => JSON.stringify(value).length;

/**
 * What a new owner opens the meeting with; undefined for an empty door. One that cannot be read counts as locked: a convener gets in
 * and can open it, and without one it is over when nobody has come back.
 * @param text from the database, possibly of another version.
 */
export function readDoor(text: string): MeetingState | undefined {
  if (text === '') return undefined;
  const read = text.length > MAX_READ_BYTES ? undefined : doorState.safeParse(parsed(text)).data;
  return stateOfDoor(read ?? doorState.parse({ isLocked: true }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
