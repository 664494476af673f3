// Puts somebody out of a meeting: not in again from the same tab, or from any tab of that browser.
import type { OwnPhones } from './ownPhones.ts';
import { isTelephone, type Participant } from './leg.ts';
import type { Roster } from './roster.ts';
import type { Standings } from './standings.ts';

interface RemovalDeps {
  roll: Roster;
  standings: Standings;
  linkedPhones: OwnPhones;
  leave(participant: Participant): void;
}

export class Removal {
  readonly #deps: RemovalDeps;

  constructor(deps: RemovalDeps) {
    this.#deps = deps;
  }

  remove(participant: Participant): void {
    const { roll, standings, linkedPhones, leave } = this.#deps;
    standings.remove(participant.id);
    // Also who would ring by the call ID alone.
    for (const phone of [participant, linkedPhones.of(participant)])
      if (phone && isTelephone(phone) && phone.numberId) standings.remove(phone.numberId);
    roll.tell(participant.id, { name: 'removed', body: {} });
    linkedPhones.hangUp(participant, 'youLeft');
    leave(participant);
    for (const one of roll.waiting) if (one.id === participant.id) this.#giveUp(one);
  }

  /**
   * Removes whoever is or was there by that browser, but for conveners, and keeps its other tabs out.
   * @returns false for one that is not known again: then only its tab is kept out.
   */
  block(participant: Participant): boolean {
    const { roll, standings } = this.#deps;
    // Also of one who is here by their own phone alone by now.
    const browserId = participant.browserId ?? standings.browserOf(participant.id);
    if (browserId === undefined) {
      this.remove(participant);
      return false;
    }
    standings.block(browserId);
    const isOut = (one: Participant) =>
      !one.isConvener && standings.isBlocked(one.id, one.browserId);
    for (const one of roll.present.values()) if (isOut(one)) this.remove(one);
    for (const one of roll.waiting) if (isOut(one)) this.#giveUp(one);
    return true;
  }

  /**
   * All passes and personal pins are void: who has left must be let in anew, who is here or on the way in need not.
   */
  forgetAbsent(): void {
    const { roll, standings, linkedPhones } = this.#deps;
    const here = new Set([...roll.waiting, ...roll.present.values()].map(({ id }) => id));
    standings.forgetAllBut(here);
    linkedPhones.pins.forgetAllBut(here);
  }

  /** What somebody had prepared who is out: they would be told of tracks by it. */
  #giveUp(waiting: Participant): void {
    waiting.tell({ name: 'removed', body: {} });
    this.#deps.leave(waiting);
  }
}
