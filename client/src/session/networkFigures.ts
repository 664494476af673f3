// What the media's statistics say of this person's network (W3C webrtc-stats): the path, its delay, its losses, the pictures.
import { mediaPathOf, type Report } from '../media/mediaPath.ts';

export interface NetworkFigures {
  isRelayed: boolean;
  roundTripMs: number;
  /** Shares of all packets, 0 to 1, since the last look. */
  lostIn: number;
  lostOut: number;
  /** The largest picture of each way, in pixels; undefined where there is none. */
  sent: Size | undefined;
  received: Size | undefined;
}

interface Size {
  width: number;
  height: number;
}

type Stats = ReadonlyMap<string, Report>;

/** The statistics of both transports. */
export interface NetworkStats {
  sending: Stats;
  receiving: Stats;
}

/** Since the media began: the difference of two looks is what happened between them. */
export interface PacketCounts {
  in: { lost: number; arrived: number };
  out: { lost: number; sent: number };
}

const NOTHING: PacketCounts = { in: { lost: 0, arrived: 0 }, out: { lost: 0, sent: 0 } };

/** @returns no figures while the media has no path. */
export function networkFiguresOf(
  { sending, receiving }: NetworkStats,
  before: PacketCounts = NOTHING,
): { figures: NetworkFigures | undefined; counts: PacketCounts } {
  const inbound = ofType(receiving, 'inbound-rtp');
  const outbound = ofType(sending, 'outbound-rtp');
  const counts = {
    in: { lost: sum(inbound, 'packetsLost'), arrived: sum(inbound, 'packetsReceived') },
    out: {
      lost: sum(ofType(sending, 'remote-inbound-rtp'), 'packetsLost'),
      sent: sum(outbound, 'packetsSent'),
    },
  };
  const path = mediaPathOf(sending) ?? mediaPathOf(receiving);
  if (path === undefined) return { figures: undefined, counts };
  const lost = counts.in.lost - before.in.lost;
  const figures = {
    isRelayed: path.isRelayed,
    roundTripMs: path.roundTripMs,
    lostIn: share(lost, lost + counts.in.arrived - before.in.arrived),
    lostOut: share(counts.out.lost - before.out.lost, counts.out.sent - before.out.sent),
    sent: largest(outbound),
    received: largest(inbound),
  };
  return { figures, counts };
}

const ofType = (stats: Stats, type: string): Report[] =>
  [...stats.values()].filter((one) => one['type'] === type);

const sum = (reports: readonly Report[], key: string): number =>
  reports.reduce((total, one) => total + Number(one[key] ?? 0), 0);

/** A count may begin anew between two looks, when a track is replaced. */
const share = (part: number, whole: number): number =>
  whole <= 0 ? 0 : Math.min(Math.max(part / whole, 0), 1);

function largest(reports: readonly Report[]): Size | undefined {
  const sizes = reports.flatMap(({ frameWidth, frameHeight, framesPerSecond }) =>
    typeof frameWidth === 'number' && typeof frameHeight === 'number' && framesPerSecond !== 0
      ? [{ width: frameWidth, height: frameHeight }]
      : [],
  );
  return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
}
