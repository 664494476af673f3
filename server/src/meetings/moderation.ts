// What a convener does to people: mutes them, and puts them out, from the same tab or from any tab of that browser.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { DialInPins } from './dialInPins.ts';
import type { Leg } from './leg.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import type { Standings } from './standings.ts';
import type { Tracks } from './tracks.ts';

export interface ModerationDeps {
  roster: Roster;
  standings: Standings;
  pins: DialInPins;
  tracks: Tracks;
  leave(leg: Leg): void;
}

export class Moderation {
  readonly #deps: ModerationDeps;

  constructor(deps: ModerationDeps) {
    this.#deps = deps;
  }

  /**
   * For the person, who may unmute and is told who did it.
   * @returns false where nothing was heard of them.
   */
  async mute(person: Person, convener: Person): Promise<boolean> {
    const { microphone, microphoneTrack } = person;
    if (microphoneTrack === undefined || microphoneTrack.isPaused || microphone.isMuted)
      return false;
    await this.#deps.tracks.setMuted(person, true, convener);
    return true;
  }

  /** All but the conveners. @returns false where nobody was heard. */
  async muteEverybody(convener: Person): Promise<boolean> {
    const others = this.#deps.roster.othersThan(convener.id);
    const heard = others.filter(({ isConvener }) => !isConvener);
    return (await Promise.all(heard.map((person) => this.mute(person, convener)))).includes(true);
  }

  remove(person: Person): void {
    const { roster, standings, leave } = this.#deps;
    standings.remove(person.id);
    for (const { aliasId } of person.legs) if (aliasId !== undefined) standings.remove(aliasId);
    person.tell({ type: 'removed' });
    // The linked leg first: the other would stay by it.
    for (const leg of person.legs.toReversed()) leave(leg);
    for (const { leg } of roster.pending) if (leg.personId === person.id) this.#evictPending(leg);
  }

  /**
   * Removes whoever is or was there by that browser, but for conveners, and keeps its other tabs out.
   * @returns false for one that is not known again: then only its tab is kept out.
   */
  block(person: Person): boolean {
    const { roster, standings } = this.#deps;
    const browserId = person.browserId ?? standings.browserOf(person.id);
    if (browserId === undefined) {
      this.remove(person);
      return false;
    }
    standings.block(browserId);
    for (const one of roster.persons.values())
      if (!one.isConvener && standings.isBlocked(one.id, one.browserId)) this.remove(one);
    for (const pending of roster.pending)
      if (standings.isBlocked(pending.leg.personId, pending.browserId))
        this.#evictPending(pending.leg);
    return true;
  }

  /** Passes and PINs are void: whoever has left must be let in anew, who is here or on the way in need not. */
  forgetAbsent(): void {
    const { roster, standings, pins } = this.#deps;
    const here = new Set<ParticipantId>([
      ...roster.pending.map(({ leg }) => leg.personId),
      ...roster.persons.keys(),
    ]);
    standings.retainOnly(here);
    pins.retainOnly(here);
  }

  /** What somebody had prepared who is out: they would be told of tracks by it. */
  #evictPending(leg: Leg): void {
    leg.tell({ type: 'removed' });
    this.#deps.leave(leg);
  }
}
