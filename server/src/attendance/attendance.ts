// Keeps the list of who is in each meeting and since when: a period for each person, however many legs or tabs they have.
import type { AttendancePeriod } from '@distansmote/shared/attendanceApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import { participantKind } from '@distansmote/shared/signalling/shapes.ts';
import { LRUCache } from 'lru-cache';
import { v7 as uuidv7 } from 'uuid';
import type { Stay } from '../meetings/join.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
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
}

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

  constructor(store: AttendanceStore, isOn: boolean) {
    this.#store = store;
    this.isOn = isOn;
  }

  /** Somebody is present, or present again by another leg. */
  entered(meeting: Meeting, person: Person, stay: Stay): void {
    if (!this.isOn) return;
    const identity = identityOf(person, stay);
    const period =
      this.#byPerson.get(person) ??
      this.#byIdentity.get(identity) ??
      this.#recent.get(identity) ??
      newPeriod(meeting, identity, stay.space.id);
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

  /** The meeting is over for those who were still there. */
  ended(meeting: Meeting): void {
    for (const [person, period] of this.#byPerson)
      if (period.meeting === meeting) this.left(person);
  }

  /** Those who came last come first. @param before the id of a period: only those who came before it. */
  async read(spaceId: SpaceId, limit: number, before?: string): Promise<AttendancePeriod[]> {
    await this.#store.flush();
    const rows = await this.#store.read(spaceId, limit, before);
    return rows.map((row) => this.#describe(row));
  }

  /** Those who came first come first. */
  async *readAll(spaceId: SpaceId): AsyncGenerator<AttendancePeriod, void> {
    await this.#store.flush();
    for await (const row of this.#store.readAll(spaceId)) yield this.#describe(row);
  }

  #describe(row: AttendanceRow): AttendancePeriod {
    const { id, name, profession, enteredAt, leftAt } = row;
    return {
      id,
      name,
      profession,
      companions: JSON.parse(row.companions) as string[],
      isConvener: row.isConvener === 1,
      legs: legsOf(row),
      enteredAt,
      leftAt,
      isPresent: leftAt === null && this.#byId.has(id),
    };
  }

  #end(period: Period): void {
    period.row.leftAt = new Date().toISOString();
    this.#byIdentity.delete(period.identity);
    this.#byId.delete(period.row.id);
    this.#recent.set(period.identity, period);
  }

  #save({ row }: Period, person: Person): void {
    const { name, profession, companions, isConvener, legs } = person;
    const kinds = new Set([...legsOf(row), ...legs.map(({ kind }) => kind)]);
    row.name = name;
    row.profession = profession;
    row.companions = JSON.stringify(companions);
    if (isConvener) row.isConvener = 1;
    row.legs = [...kinds].join(' ');
    this.#store.save(row);
  }
}

/** Of one person in all tabs of a browser, and in all browsers of an account. */
function identityOf({ id, name, browserId }: Person, { actor, space }: Stay): string {
  const who = actor.kind === 'account' ? actor.name : (browserId ?? id);
  return JSON.stringify([space.id, actor.kind, who, name]);
}

const newPeriod = (meeting: Meeting, identity: string, spaceId: SpaceId): Period => ({
  row: {
    id: uuidv7(),
    spaceId,
    name: '',
    profession: '',
    companions: '[]',
    isConvener: 0,
    legs: '',
    enteredAt: new Date().toISOString(),
    leftAt: null,
  },
  meeting,
  persons: new Set(),
  identity,
});

const legsOf = ({ legs }: AttendanceRow) =>
  legs.split(' ').flatMap((kind) => participantKind.safeParse(kind).data ?? []);
