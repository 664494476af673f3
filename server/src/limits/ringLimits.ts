// How many may be rung up in a day, by whom and whom (decision 0065). How many ring at once is in `limits.ts`.

export interface RingLimits {
  /** By one account, in all its spaces; and at their own numbers, by people in spaces that it owns. */
  perAccount: number;
  /** From one space, whoever rings. */
  perSpace: number;
  /** One number or address, from wherever: nobody's telephone may be made to ring all day. */
  perNumber: number;
  /** By guests of one space together, at numbers of their own. */
  ownPerSpace: number;
  /** By one person of a meeting, at a number of their own. */
  ownPerPerson: number;
  windowSeconds: number;
}

/** `perAccount` is SIP_DIAL_OUT_PER_DAY. */
export const RING_LIMITS: Omit<RingLimits, 'perAccount'> = {
  // A care planning has a handful of people on the telephone, some of whom are rung more than once.
  perSpace: 30,
  perNumber: 10,
  // Sound fails for one or two in a meeting. A guest who rings strangers instead has rung ten of them, who heard a voice ask for a 1.
  ownPerSpace: 10,
  ownPerPerson: 3,
  windowSeconds: 24 * 60 * 60,
};
