// Keeps the list of who is in each meeting and since when: a period for each person, however many legs or tabs they have.
import type { AttendancePeriod } from '@distansmote/shared/attendanceApi.ts';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { participantKind } from '@distansmote/shared/signalling/shapes.ts';
import { LRUCache } from 'lru-cache';
import { v7 as uuidv7 } from 'uuid';
import type { Stay } from '../meetings/join.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { roleColumn, roleOfColumn } from '../storage/roleColumn.ts';
import type { AttendanceRow, AttendanceStore } from './attendanceStore.ts';

/** Whoever is back within this time has only reloaded the page, changed networks, or moved to another tab. */
export const RETURN_MS = 60_000;
const MAX_RECENT = 1_000;

interface Period {
  row: AttendanceRow;
  meeting: Meeting;
  /** More than one only for somebody who is there in two tabs. */
  persons: Set<Person>;
  identity: string;
  /** Not written before it is known whether it goes on with one of `former`. */
  isHeldBack: boolean;
}

/** What the list tells of a space before its meeting opened here: another server's doing, or that of an earlier process. */
interface Before {
  isRead: boolean;
  /** Those who left just then, and go on when they are back. */
  former: AttendanceRow[];
  waiting: { period: Period; person: Person }[];
}

type ReadSpace = Pick<Space, 'id' | 'callId'>;

export class Attendance {
  readonly #store: AttendanceStore;
  /** Whether a list is kept (ATTENDANCE_LIST). */
  readonly isOn: boolean;
  /** The periods that have not ended. */
  readonly #byPerson = new Map<Person, Period>();
  readonly #byIdentity = new Map<string, Period>();
  readonly #byId = new Map<string, Period>();
  /** Those that have, by identity. */
  readonly #recent = new LRUCache<string, Period>({
    max: MAX_RECENT,
    ttl: RETURN_MS,
    ttlAutopurge: true,
    perf: { now: () => Date.now() },
  });

  readonly #isElsewhere: (callId: CallId) => Promise<boolean>;
  readonly #before = new WeakMap<Meeting, Before>();
  /** Milliseconds since 1970. */
  readonly #heldUntilMs = new WeakMap<Meeting, number>();
  readonly #reading = new Set<Promise<void>>();

  /** @param isElsewhere whether another server holds that meeting. */
  constructor(
    store: AttendanceStore,
    isOn: boolean,
    isElsewhere: (callId: CallId) => Promise<boolean>,
  ) {
    this.#store = store;
    this.isOn = isOn;
    this.#isElsewhere = isElsewhere;
  }

  /** Another server held that meeting until then (milliseconds since 1970). */
  takenOver(meeting: Meeting, heldUntilMs: number): void {
    this.#heldUntilMs.set(meeting, heldUntilMs);
  }

  /** Somebody is present, or present again by another leg. */
  entered(meeting: Meeting, person: Person, stay: Stay): void {
    if (!this.isOn) return;
    const identity = identityOf(person, stay);
    const before = this.#before.get(meeting) ?? this.#readBefore(meeting, stay.space.id);
    const period =
      this.#byPerson.get(person) ??
      this.#byIdentity.get(identity) ??
      this.#recent.get(identity) ??
      this.#newPeriod(before, { meeting, person, identity, spaceId: stay.space.id });
    period.meeting = meeting;
    period.persons.add(person);
    period.row.leftAt = null;
    this.#recent.delete(period.identity);
    this.#byPerson.set(person, period);
    this.#byIdentity.set(period.identity, period);
    this.#byId.set(period.row.id, period);
    this.#save(period, person);
  }

  /** The record has the latest name. */
  renamed(person: Person): void {
    const period = this.#byPerson.get(person);
    if (period !== undefined) this.#save(period, person);
  }

  left(person: Person): void {
    const period = this.#byPerson.get(person);
    if (period === undefined) return;
    this.#byPerson.delete(person);
    period.persons.delete(person);
    if (period.persons.size === 0) this.#end(period);
    this.#save(period, person);
  }

  /**
   * The meeting is over for those who were still there.
   * @param isMoved it goes on at another server, which ends the periods of those who do not come back.
   * @returns when it is written, or could not be for now.
   */
  async ended(meeting: Meeting, isMoved: boolean): Promise<void> {
    const periods = [...this.#byPerson].filter(([, period]) => period.meeting === meeting);
    for (const [person, period] of periods) {
      if (!isMoved) this.left(person);
      else {
        this.#byPerson.delete(person);
        this.#byIdentity.delete(period.identity);
        this.#byId.delete(period.row.id);
      }
    }
    // Its people may come to another server at once.
    if (periods.length > 0) await this.#store.flush();
  }

  /** Those who came last come first. @param before the id of a period: only those who came before it. */
  async read(space: ReadSpace, limit: number, before?: string): Promise<AttendancePeriod[]> {
    const isElsewhere = await this.#written(space);
    const rows = await this.#store.read(space.id, limit, before);
    return rows.map((row) => this.#describe(row, isElsewhere));
  }

  /** Those who came first come first. */
  async *readAll(space: ReadSpace): AsyncGenerator<AttendancePeriod, void> {
    const isElsewhere = await this.#written(space);
    for await (const row of this.#store.readAll(space.id)) yield this.#describe(row, isElsewhere);
  }

  /** Resolves when nothing is held back: the store has all that there is to write. */
  async settled(): Promise<void> {
    await Promise.all(this.#reading);
  }

  /** All that is to be read is. @returns whether another server knows who is present. */
  async #written({ callId }: ReadSpace): Promise<boolean> {
    await this.settled();
    await this.#store.flush();
    return this.#isElsewhere(callId);
  }

  #describe(row: AttendanceRow, isElsewhere: boolean): AttendancePeriod {
    const { id, name, profession, enteredAt, leftAt } = row;
    return {
      id,
      name,
      profession,
      role: roleOfColumn(row.role),
      companions: JSON.parse(row.companions) as string[],
      isConvener: row.isConvener === 1,
      legs: legsOf(row),
      enteredAt,
      leftAt,
      isPresent: leftAt === null && (isElsewhere || this.#byId.has(id)),
    };
  }

  /** Nobody waits for it: until it is known, new periods are held back. */
  #readBefore(meeting: Meeting, spaceId: SpaceId): Before {
    const before: Before = { isRead: false, former: [], waiting: [] };
    this.#before.set(meeting, before);
    const heldUntilMs = this.#heldUntilMs.get(meeting);
    const heldUntil = heldUntilMs === undefined ? undefined : new Date(heldUntilMs).toISOString();
    const leftSince = new Date(Date.now() - RETURN_MS).toISOString();
    // Those of this process are found by who they are.
    const own = [...this.#byId.values(), ...this.#recent.values()].map(({ row }) => row.id);
    const reading = this.#store
      .endStale(spaceId, new Set(own), { heldUntil, leftSince })
      .then((former) => void (before.former = former))
      // The database is away: they come anew.
      .catch(() => undefined)
      .then(() => {
        before.isRead = true;
        for (const { period, person } of before.waiting.splice(0)) {
          period.isHeldBack = false;
          this.#goOn(before, period, person);
          this.#save(period, person);
        }
        this.#reading.delete(reading);
      });
    this.#reading.add(reading);
    return before;
  }

  #newPeriod(
    before: Before,
    { meeting, person, identity, spaceId }: NewPeriod & { person: Person },
  ): Period {
    const period = newPeriod({ meeting, identity, spaceId });
    if (before.isRead) this.#goOn(before, period, person);
    else {
      period.isHeldBack = true;
      before.waiting.push({ period, person });
    }
    return period;
  }

  /** As one of those who left just before by that name: the list tells no more of anybody. */
  #goOn({ former }: Before, period: Period, person: Person): void {
    const { name } = person;
    const isConvener = person.isConvener || person.wasConvener ? 1 : 0;
    const since = new Date(Date.now() - RETURN_MS).toISOString();
    const at = former.findIndex(
      (row) =>
        row.name === name &&
        row.isConvener === isConvener &&
        row.leftAt !== null &&
        row.leftAt > since,
    );
    const [row] = at === -1 ? [] : former.splice(at, 1);
    if (row === undefined) return;
    const isOpen = this.#byId.delete(period.row.id);
    period.row = { ...row, leftAt: period.row.leftAt };
    if (isOpen) this.#byId.set(row.id, period);
  }

  #end(period: Period): void {
    period.row.leftAt = new Date().toISOString();
    this.#byIdentity.delete(period.identity);
    this.#byId.delete(period.row.id);
    this.#recent.set(period.identity, period);
  }

  #save({ row, isHeldBack }: Period, person: Person): void {
    const { name, profession, role, companions, isConvener, legs } = person;
    const kinds = new Set([...legsOf(row), ...legs.map(({ kind }) => kind)]);
    row.name = name;
    row.profession = profession;
    row.role = roleColumn(role);
    row.companions = JSON.stringify(companions);
    if (isConvener) row.isConvener = 1;
    row.legs = [...kinds].join(' ');
    if (!isHeldBack) this.#store.save(row);
  }
}

/** Of one person in all tabs of a browser, and in all browsers of an account. */
function identityOf({ id, name, browserId }: Person, { actor, space }: Stay): string {
  const who = actor.kind === 'account' ? actor.name : (browserId ?? id);
  return JSON.stringify([space.id, actor.kind, who, name]);
}

type NewPeriod = Pick<Period, 'meeting' | 'identity'> & Pick<AttendanceRow, 'spaceId'>;

const newPeriod = ({ meeting, identity, spaceId }: NewPeriod): Period => ({
  row: {
    id: uuidv7(),
    spaceId,
    name: '',
    profession: '',
    role: '',
    companions: '[]',
    isConvener: 0,
    legs: '',
    enteredAt: new Date().toISOString(),
    leftAt: null,
  },
  meeting,
  persons: new Set(),
  identity,
  isHeldBack: false,
});

const legsOf = ({ legs }: AttendanceRow) =>
  legs.split(' ').flatMap((kind) => participantKind.safeParse(kind).data ?? []);
