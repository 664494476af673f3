// Counts per key in fixed windows, on which every limit on guessing rests: of one process, or shared by all nodes of a cluster.

/** What is counted: keys of one purpose have nothing to do with those of another. */
type CountPurpose =
  | 'wrong call IDs'
  | 'known call IDs'
  | 'passwords by address and account'
  | 'passwords by address'
  | 'passwords by account'
  | 'passwords by device'
  | 'identity provider by address'
  | 'identity provider by device'
  | 'API_TOKEN'
  | 'METRICS_TOKEN'
  | 'rings'
  | 'sweeps of counts';

export interface Budget {
  key: string;
  /** How many may be charged in one window. */
  limit: number;
}

/** A budget with nothing left. */
export interface Spent {
  key: string;
  count: number;
  /** Until its window ends. */
  msLeft: number;
}

export interface Charge {
  /** Empty if all were charged. Otherwise none was. */
  spent: readonly Spent[];
  /**
   * Takes back what was charged, unless its window has ended. At once in memory; between nodes a moment later, which makes the limits
   * stricter meanwhile, never looser: so nobody waits for it.
   */
  refund(): void;
}

/** The windows begin with a key's first charge, and all counts of the key end with it. */
export interface WindowCounts {
  /** In the order of the keys; 0 where there is no window. @throws if the database does not answer */
  get(keys: readonly string[]): Promise<number[]>;
  /**
   * Charges all budgets, or none if one is spent. In one step: of a thousand concurrent charges no more than the limit succeed.
   * @param amount 0 takes the same work, and tells whether something is left.
   * @throws if the database does not answer; what it did of it is not known then
   */
  charge(budgets: readonly Budget[], amount?: 0 | 1): Promise<Charge>;
  /** @throws if the database does not answer */
  delete(keys: readonly string[]): Promise<void>;
}

/** @param windowSeconds of all its keys. */
export type OpenCounts = (purpose: CountPurpose, windowSeconds: number) => WindowCounts;

export const nothingToRefund = (): void => undefined;
