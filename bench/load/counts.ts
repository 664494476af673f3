// What load participants have sent and received, added up.

export interface Counts {
  participants: number;
  /** More than participants if preparations were evicted for others. */
  preparations: number;
  /** Offered and received. */
  tracks: number;
  /** SSRCs with at least one packet. */
  streams: number;
  packetsReceived: number;
  /** Of the datagrams' payload: RTP with header, extensions and SRTP tag. */
  bytesReceived: number;
  packetsLost: number;
  /** mediasoup's bandwidth probes, not included above. */
  probePackets: number;
  probeBytes: number;
  packetsSent: number;
  bytesSent: number;
  /** On the way to the server, so every receiver misses them too. */
  packetsLostGoingIn: number;
  keyFramesSent: number;
}

export const NO_COUNTS: Counts = {
  participants: 0,
  preparations: 0,
  tracks: 0,
  streams: 0,
  packetsReceived: 0,
  bytesReceived: 0,
  packetsLost: 0,
  probePackets: 0,
  probeBytes: 0,
  packetsSent: 0,
  bytesSent: 0,
  packetsLostGoingIn: 0,
  keyFramesSent: 0,
};

const names = Object.keys(NO_COUNTS) as (keyof Counts)[];

const combine = (a: Counts, b: Counts, of: (a: number, b: number) => number): Counts => {
  const counts = { ...NO_COUNTS };
  for (const name of names) counts[name] = of(a[name], b[name]);
  return counts;
};

export const addCounts = (a: Counts, b: Counts): Counts => combine(a, b, (x, y) => x + y);
/** The difference between two counts. */
export const countsSince = (before: Counts, now: Counts): Counts =>
  combine(now, before, (x, y) => x - y);
