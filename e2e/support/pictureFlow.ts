// The video that a page sends and receives, from its connections' counters.
import type { Page } from '@playwright/test';

interface Flow {
  /** Frame height as sent or received; 0 before the first frame. */
  height: number;
  frames: number;
}

async function flows(page: Page, type: 'inbound-rtp' | 'outbound-rtp'): Promise<Flow[]> {
  return page.evaluate(async (wanted) => {
    const found: Flow[] = [];
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await window.statsOf(connection)).values()) {
        const stream = report as Partial<RTCInboundRtpStreamStats & RTCOutboundRtpStreamStats>;
        if (stream.type !== wanted || stream.kind !== 'video') continue;
        const { frameHeight: height = 0, framesDecoded, framesEncoded } = stream;
        found.push({ height, frames: framesDecoded ?? framesEncoded ?? 0 });
      }
    }
    return found;
  }, type);
}

/** The frame heights of active videos, lowest first, measured over `ms`. */
async function flowing(page: Page, type: 'inbound-rtp' | 'outbound-rtp', ms: number) {
  const before = await flows(page, type);
  await page.waitForTimeout(ms);
  const after = await flows(page, type);
  return after
    .filter(({ frames }, index) => frames > (before[index]?.frames ?? 0))
    .map(({ height }) => height)
    .toSorted((a, b) => a - b);
}

/** The heights of the layers that this page sends now. */
export const sentHeights = (page: Page, ms = 1_000) => flowing(page, 'outbound-rtp', ms);
/** The heights of the videos that this page receives now. */
export const receivedHeights = (page: Page, ms = 1_000) => flowing(page, 'inbound-rtp', ms);
