// Charges each ring to whoever pays for it: accounts, spaces and numbers, in windows of a day, at all servers together.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { OpenCounts, WindowCounts } from '../guessing/windowCounts.ts';
import type { RingLimits } from '../limits/ringLimits.ts';
import { Refused } from '../meetings/refused.ts';
import type { Space } from '../spaces/spaceStore.ts';

type RungFrom = Pick<Space, 'id' | 'ownerId'>;

export class RingBudgets {
  readonly #limits: RingLimits;
  readonly #counts: WindowCounts;

  constructor(openCounts: OpenCounts, limits: RingLimits) {
    this.#limits = limits;
    this.#counts = openCounts('rings', limits.windowSeconds);
  }

  /**
   * A convener rings.
   * @param to number or address
   * @throws Refused `ringsSpent`
   * @throws Error if the database does not answer: then nothing is rung
   */
  async charge(accountId: string, space: RungFrom, to: string): Promise<void> {
    const { perAccount, perSpace, perNumber } = this.#limits;
    await this.#charge([
      { key: `account ${accountId}`, limit: perAccount },
      { key: `space ${space.id}`, limit: perSpace },
      { key: `to ${to}`, limit: perNumber },
    ]);
  }

  /**
   * Somebody in the meeting rings a number of their own, which the space's owner pays for.
   * @throws Refused `ringsSpent`
   * @throws Error if the database does not answer: then nothing is rung
   */
  async chargeOwn(personId: ParticipantId, space: RungFrom, to: string): Promise<void> {
    const { perAccount, perSpace, perNumber, ownPerSpace, ownPerPerson } = this.#limits;
    await this.#charge([
      // A space that no account owns has only its own budget.
      ...(space.ownerId === null ? [] : [{ key: `account ${space.ownerId}`, limit: perAccount }]),
      { key: `space ${space.id}`, limit: perSpace },
      { key: `to ${to}`, limit: perNumber },
      { key: `own in ${space.id}`, limit: ownPerSpace },
      { key: `own by ${personId}`, limit: ownPerPerson },
    ]);
  }

  async #charge(budgets: { key: string; limit: number }[]): Promise<void> {
    const { spent } = await this.#counts.charge(budgets);
    if (spent.length > 0) throw new Refused('ringsSpent');
  }
}
