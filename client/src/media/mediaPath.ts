// How media goes to the server and back just now, and whether anything comes back that way.

/** Of whatever kind (W3C webrtc-stats). */
export type Report = Readonly<Record<string, unknown>>;

export interface MediaPath {
  /** Of the pair of candidates (RTCIceCandidatePairStats). */
  id: string;
  /**
   * Of the server, to all checks by the same protocol from the same address (STUN, RFC 8445 §7.2.5): while they stay
   * the same, nothing comes back this way. After an ICE restart a browser checks the new pairs first.
   */
  answers: number;
  roundTripMs: number;
  /** By a TURN relay of our own choice (RFC 8656), which an ICE restart asks for an address anew. */
  isRelayed: boolean;
}

/** Undefined where the browser does not tell. */
export function mediaPathOf(stats: ReadonlyMap<string, Report>): MediaPath | undefined {
  const reports = [...stats.values()];
  const chosenId = reports.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  const pairs = reports.filter(({ type }) => type === 'candidate-pair');
  // Firefox says it on the pair itself.
  const way = pairs.find(({ id, selected }) => id === chosenId || selected === true);
  if (typeof way?.['responsesReceived'] !== 'number') return undefined;
  const startOf = (pair: Report) => {
    const local = stats.get(String(pair['localCandidateId']));
    return `${String(local?.['protocol'])} ${String(local?.['address'])}`;
  };
  const start = startOf(way);
  const isRelayed = stats.get(String(way['localCandidateId']))?.['candidateType'] === 'relay';
  const answers = pairs
    .filter((pair) => startOf(pair) === start)
    .reduce((sum, pair) => sum + Number(pair['responsesReceived'] ?? 0), 0);
  const roundTripMs = Number(way['currentRoundTripTime'] ?? 0) * 1_000;
  return { id: String(way['id']), answers, roundTripMs, isRelayed };
}

/** A way that works has answered by then: after so many of its round trips, within these bounds. */
const DIRECT = { roundTrips: 4, leastMs: 200, mostMs: 1_500 };
/**
 * The relay answers sooner than the server is asked through it: TCP and TLS (three round trips), an address and leave
 * to use it (three more, RFC 8656 §7, §9), and a proxy before all of that. Beginning anew would take all of them too.
 */
const RELAYED = { roundTrips: 12, leastMs: 1_500, mostMs: 4_000 };

/** How long one has to wait after an ICE restart for an answer by a way that works, in milliseconds. */
export function answerWithinMs({ isRelayed, roundTripMs }: MediaPath): number {
  const { roundTrips, leastMs, mostMs } = isRelayed ? RELAYED : DIRECT;
  return Math.min(Math.max(roundTripMs * roundTrips, leastMs), mostMs);
}
