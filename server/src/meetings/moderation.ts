// What conveners can do to people: mute, end their shared screen, remove, and block (remove with all tabs of the
// browser).
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { DialInPins } from './dialInPins.ts';
import type { Leg } from './leg.ts';
import type { Memory } from './memory.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import type { Tracks } from './tracks.ts';

const SHARED: ReadonlySet<TrackSource> = new Set(['screen', 'screenSound']);

export interface ModerationDeps {
  roster: Roster;
  memory: Memory;
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
   * Mutes the person, who is told by whom and may unmute again. Where nothing is sent just now, they are not told, but a
   * telephone that they ring with joins muted.
   * @returns false when they were not audible.
   */
  async mute(person: Person, convener: Person): Promise<boolean> {
    const { microphone } = person;
    if (microphone.isMuted) return false;
    if (person.microphoneTrack === undefined || person.isLeftOff) {
      microphone.set(true, 'convener');
      return false;
    }
    // Also while its track is about to be resumed.
    await this.#deps.tracks.setMuted(person, true, convener);
    return true;
  }

  /**
   * Mutes everybody but conveners.
   * @returns false when nobody was audible.
   */
  async muteEverybody(convener: Person): Promise<boolean> {
    const others = this.#deps.roster.othersThan(convener.id);
    const heard = others.filter(({ isConvener }) => !isConvener);
    return (await Promise.all(heard.map((person) => this.mute(person, convener)))).includes(true);
  }

  /**
   * Ends the person's shared screen and its sound; they are told by whom.
   * @returns false when they share nothing.
   */
  stopScreen(person: Person, convener: Person): boolean {
    const shared = person.sentTracks.filter(({ source }) => SHARED.has(source));
    if (shared.length === 0) return false;
    for (const track of shared) this.#deps.tracks.stop(person, track);
    person.tell({ type: 'screenStopped', byName: convener.displayName });
    return true;
  }

  /** Who comes back in the same browser must be let in again. */
  remove(person: Person): void {
    const { roster, leave } = this.#deps;
    const { standings } = this.#deps.memory;
    standings.remove(person.id, person.browserId);
    for (const { aliasId } of person.legs) if (aliasId !== undefined) standings.bar(aliasId);
    person.tell({ type: 'removed' });
    // The linked leg first: otherwise the person would stay on it.
    for (const leg of person.legs.toReversed()) leave(leg);
    for (const { leg } of roster.pending) if (leg.personId === person.id) this.#evictPending(leg);
  }

  /**
   * Removes everybody on that browser except conveners, and bars its other tabs.
   * @returns false when the browser isn't recognised: then only this tab is barred.
   */
  block(person: Person): boolean {
    const { roster } = this.#deps;
    const { returning, standings } = this.#deps.memory;
    const browserId = person.browserId ?? standings.browserOf(person.id);
    if (browserId === undefined) {
      standings.bar(person.id);
      this.remove(person);
      return false;
    }
    standings.block(browserId);
    for (const one of roster.persons.values())
      if (!one.isConvener && standings.isBlocked(one.id, one.browserId)) this.remove(one);
    for (const { id } of returning.all)
      if (standings.isBlocked(id, undefined)) returning.delete(id);
    for (const pending of roster.pending)
      if (standings.isBlocked(pending.leg.personId, pending.browserId))
        this.#evictPending(pending.leg);
    return true;
  }

  /**
   * The guest link was replaced: passes and PINs are void. People who have left must be admitted again; those present
   * or joining need not.
   */
  forgetAbsent(): void {
    const { roster, pins } = this.#deps;
    const { returning, standings } = this.#deps.memory;
    const here = new Set<ParticipantId>([
      ...roster.pending.map(({ leg }) => leg.personId),
      ...roster.persons.keys(),
      ...returning.all.map(({ id }) => id),
    ]);
    standings.retainOnly(here);
    pins.retainOnly(here);
  }

  /** Of those who prepared, and were removed or blocked while the meeting was still at another server. */
  evictRemoved(): void {
    const { roster, memory } = this.#deps;
    const { returning, standings } = memory;
    for (const { leg, browserId } of roster.pending) {
      const { personId: id } = leg;
      const isRemoved = ['removed', 'barred'].includes(standings.of(id));
      // A blocked browser can't keep a convener out who was there to the last.
      if (returning.find(id)?.isConvener === true) continue;
      if (isRemoved || standings.isBlocked(id, browserId)) this.#evictPending(leg);
    }
  }

  /** A prepared leg would still be told of tracks. */
  #evictPending(leg: Leg): void {
    leg.tell({ type: 'removed' });
    this.#deps.leave(leg);
  }
}
