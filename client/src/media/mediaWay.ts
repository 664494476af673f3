// How media goes to the server and back just now, and whether anything comes back that way.

/** Of whatever kind (W3C webrtc-stats). */
export type Report = Readonly<Record<string, unknown>>;

export interface MediaWay {
  /** Of the pair of candidates (RTCIceCandidatePairStats). */
  id: string;
  /**
   * Of the server, to all checks by the same protocol from the same address (STUN, RFC 8445 §7.2.5): while they stay
   * the same, nothing comes back this way. After an ICE restart a browser checks the new pairs first.
   */
  answers: number;
  roundTripMs: number;
}

/** Undefined where the browser does not tell. */
export function wayOf(stats: ReadonlyMap<string, Report>): MediaWay | undefined {
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
  const answers = pairs
    .filter((pair) => startOf(pair) === start)
    .reduce((sum, pair) => sum + Number(pair['responsesReceived'] ?? 0), 0);
  const roundTripMs = Number(way['currentRoundTripTime'] ?? 0) * 1_000;
  return { id: String(way['id']), answers, roundTripMs };
}
