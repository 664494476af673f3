// The path that media takes to the server and back, and whether anything comes back on it.

/** Any stats object (W3C webrtc-stats). */
export type Report = Readonly<Record<string, unknown>>;

export interface MediaPath {
  /** Of the candidate pair (RTCIceCandidatePairStats). */
  id: string;
  /**
   * STUN responses to all checks with the same protocol from the same address (RFC 8445 §7.2.5). While their number
   * stays the same, nothing comes back on this path. After an ICE restart a browser checks the new pairs first.
   */
  answers: number;
  roundTripMs: number;
  /** Through a TURN relay on our side (RFC 8656), where an ICE restart allocates a new address. */
  isRelayed: boolean;
}

/** Undefined if the browser does not report it. */
export function mediaPathOf(stats: ReadonlyMap<string, Report>): MediaPath | undefined {
  const reports = [...stats.values()];
  const chosenId = reports.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  const pairs = reports.filter(({ type }) => type === 'candidate-pair');
  // Firefox marks the pair itself.
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

/** A working path has answered after this many of its round trips, within these bounds. */
const DIRECT = { roundTrips: 4, leastMs: 200, mostMs: 1_500 };
/**
 * Before the server is reached through a relay come TCP and TLS (three round trips), an allocation and a permission
 * (three more, RFC 8656 §7, §9), and before all that perhaps a proxy. A full reconnect would need all of them too.
 */
const RELAYED = { roundTrips: 12, leastMs: 1_500, mostMs: 4_000 };

/** How long to wait after an ICE restart for a response on a working path, in milliseconds. */
export function answerWithinMs({ isRelayed, roundTripMs }: MediaPath): number {
  const { roundTrips, leastMs, mostMs } = isRelayed ? RELAYED : DIRECT;
  return Math.min(Math.max(roundTripMs * roundTrips, leastMs), mostMs);
}
