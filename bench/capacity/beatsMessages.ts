// Messages between the bench and a process of servers that only beat: one answer to each ask, in order.

export type BeatsAsk =
  /** Adds servers; the meetings of the first begin at the call ID with that place. */
  { type: 'add'; count: number; firstMeeting: number } | { type: 'begin' } | { type: 'end' };

/** Since `begin`. */
export interface BeatsAnswer {
  gapsMs: number[];
  /** Beats that have not reached the database. */
  failures: number;
  /** How many servers each takes for alive. */
  seen: number[];
}
