// Samples how well the CPU keeps up while the page is visible.
import type { InboundCounts } from '../../media/receiving.ts';
import type { OveruseLevel, CpuSample } from './cpuOveruse.ts';

const POLL_INTERVAL_MS = 2_000;

export interface CpuOveruseMonitor {
  stop(): void;
}

export interface CpuOveruseMonitorDeps {
  counts(): Promise<InboundCounts>;
  levelOf(sample: CpuSample): OveruseLevel;
  changed(level: OveruseLevel): void;
}

interface Totals {
  framesReceived: number;
  framesDropped: number;
  decodeSeconds: number;
}

export function startCpuOveruseMonitor({
  counts,
  levelOf,
  changed,
}: CpuOveruseMonitorDeps): CpuOveruseMonitor {
  /** Per track, since tracks come and go and take their totals with them. */
  let before: InboundCounts | undefined;
  let level: OveruseLevel = 0;
  let lookedAt = performance.now();

  async function poll(): Promise<void> {
    const now = performance.now();
    const elapsedMs = now - lookedAt;
    lookedAt = now;
    const inbound = await counts();
    const former = before;
    before = inbound;
    // The browser throttles background tabs, which says nothing about the CPU.
    if (former === undefined || document.hidden) {
      before = document.hidden ? undefined : inbound;
      return;
    }
    const sample = { ...growth(former, inbound), elapsedMs, lateMs: elapsedMs - POLL_INTERVAL_MS };
    const next = levelOf(sample);
    if (next !== level) changed(next);
    level = next;
  }

  const timer = setInterval(() => void poll().catch(() => undefined), POLL_INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}

function growth(former: InboundCounts, inbound: InboundCounts): Totals {
  const sum: Totals = { framesReceived: 0, framesDropped: 0, decodeSeconds: 0 };
  for (const [id, now] of inbound) {
    const then = former.get(id);
    if (then === undefined) continue;
    sum.framesReceived += now.framesReceived - then.framesReceived;
    sum.framesDropped += now.framesDropped - then.framesDropped;
    sum.decodeSeconds += now.decodeSeconds - then.decodeSeconds;
  }
  return sum;
}
