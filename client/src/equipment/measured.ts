// What a path carries: the difference between two readings of the browser's counters (W3C webrtc-stats).

export interface Reading {
  atMs: number;
  /** Packets sent, and how many of them the server missed. */
  sent: number;
  lostThere: number;
  /** Packets received, and how many were lost on the way back. */
  received: number;
  lostHere: number;
  receivedBytes: number;
  /** Undefined until it is known. */
  roundTripMs: number | undefined;
}

export interface Measured {
  roundTripMs: number;
  /** Packet loss from 0 to 1, in the worse direction. */
  lost: number;
  /** Bits per second there and back. */
  rate: number;
}

/** @param reports of the sending and the receiving transport. */
export function readingOf(reports: readonly RTCStatsReport[], atMs: number): Reading {
  const all = reports.flatMap((report) => [...report.values()] as Record<string, unknown>[]);
  const sum = (type: string, field: string) =>
    all
      .filter((report) => report['type'] === type)
      .reduce((total, report) => total + numberOf(report[field]), 0);
  // From the candidate pair in use if the browser reports it, otherwise from the server's RTCP reports.
  const roundTrips = [
    ...all.filter(({ type, nominated }) => type === 'candidate-pair' && nominated === true),
    ...all.filter(({ type }) => type === 'remote-inbound-rtp'),
  ].map((report) => numberOf(report['currentRoundTripTime'] ?? report['roundTripTime']));
  const roundTrip = roundTrips.find((seconds) => seconds > 0);
  return {
    atMs,
    sent: sum('outbound-rtp', 'packetsSent'),
    lostThere: sum('remote-inbound-rtp', 'packetsLost'),
    received: sum('inbound-rtp', 'packetsReceived'),
    lostHere: sum('inbound-rtp', 'packetsLost'),
    receivedBytes: sum('inbound-rtp', 'bytesReceived'),
    roundTripMs: roundTrip === undefined ? undefined : roundTrip * 1000,
  };
}

export function measuredBetween(first: Reading, last: Reading): Measured {
  const received = last.received - first.received;
  const lostHere = Math.max(0, last.lostHere - first.lostHere);
  const lostThere = Math.max(0, last.lostThere - first.lostThere);
  const seconds = (last.atMs - first.atMs) / 1000;
  return {
    roundTripMs: last.roundTripMs ?? first.roundTripMs ?? 0,
    lost: Math.min(
      1,
      Math.max(share(lostHere, lostHere + received), share(lostThere, last.sent - first.sent)),
    ),
    rate: seconds > 0 ? ((last.receivedBytes - first.receivedBytes) * 8) / seconds : 0,
  };
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);
