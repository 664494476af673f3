// What people in a meeting are called: their names, told apart where two are alike, and how those change.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LiveLine } from '@distansmote/shared/signalling/liveText.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { DisplayNames } from './displayNames.ts';
import type { MeetingState, PersonState } from './meetingState.ts';
import type { Person, PersonName } from './person.ts';
import type { Roster } from './roster.ts';

export class Naming {
  readonly #roster: Roster;
  readonly #names = new DisplayNames();

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** Gives the person a display name. Somebody who loses it to a convener gets a number, and the others are told. */
  show(person: Person): void {
    const { id, name } = person;
    const isConvener = person.isConvener || person.wasConvener;
    const renumberedId = this.#names.set(id, name, isConvener);
    person.displayName = this.#names.of(id) ?? name;
    const renumbered = renumberedId && this.#roster.persons.get(renumberedId);
    if (!renumbered) return;
    renumbered.displayName = this.#names.of(renumbered.id) ?? renumbered.name;
    this.#tellChanged(renumbered);
  }

  /** By a convener. @returns false when the person typed their own name, which stays. */
  rename(person: Person, name: string): boolean {
    if (!person.rename(name)) return false;
    this.show(person);
    this.#tellChanged(person);
    return true;
  }

  /** By the person. */
  renameSelf(person: Person, names: PersonName): void {
    person.renameSelf(names);
    this.show(person);
    this.#tellChanged(person);
  }

  /** Senders' names as they are now, told apart from those of people who joined later. */
  nameSenders(messages: readonly Message[]): Message[] {
    const names = this.#names.disambiguate(messages);
    return messages.map((message, at) => ({ ...message, fromName: names[at] ?? message.fromName }));
  }

  /** As `nameSenders`, of real-time text. */
  nameWriters(lines: readonly LiveLine[]): LiveLine[] {
    const names = this.#names.disambiguate(
      lines.map(({ participantId: from, name: fromName }) => ({ from, fromName })),
    );
    return lines.map((line, at) => ({ ...line, name: names[at] ?? line.name }));
  }

  get convenerNames(): MeetingState['convenerNames'] {
    return this.#names.convenerNames;
  }

  /** Of a meeting that was at another server: who comes back has the same number, and nobody else gets it. */
  restore(persons: readonly PersonState[], convenerNames: MeetingState['convenerNames']): void {
    this.#names.restore(persons, convenerNames);
  }

  /** Frees the name of somebody who has left. */
  forget(id: ParticipantId): void {
    this.#names.delete(id);
  }

  #tellChanged(person: Person): void {
    this.#roster.tellOthers(person.id, { type: 'personChanged', person });
  }
}
