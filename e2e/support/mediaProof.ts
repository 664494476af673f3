// Proof that a page really sees and hears somebody: decoded frames, video that is not black, audio with energy.
import { expect, type Locator, type Page } from '@playwright/test';
import { tileOf } from './meeting.ts';

declare global {
  interface Window {
    /** Every RTCPeerConnection that the page has created. */
    connections: RTCPeerConnection[];
    /** Every WebSocket that the page has opened. */
    sockets: WebSocket[];
    /** Undefined if the connection is closed meanwhile: Firefox itself never answers then. */
    statsOf(connection: RTCPeerConnection): Promise<RTCStatsReport>;
  }
}

/** Runs in the page before its own scripts. */
export function recordConnections(): void {
  window.connections = [];
  window.sockets = [];
  window.statsOf = (connection) =>
    Promise.race([
      connection.getStats(),
      new Promise<RTCStatsReport>((resolve) => setTimeout(() => resolve(new Map()), 3_000)),
    ]);
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      window.sockets.push(this);
    }
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.connections.push(this);
    }
  };
}

export interface Received {
  framesDecoded: number;
  audioEnergy: number;
}

/** How many the page has created since it loaded, including closed ones. */
export const connectionCount = (page: Page): Promise<number> =>
  page.evaluate(() => window.connections.length);

/** What the page has received on all its live connections. */
export function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    const total = { framesDecoded: 0, audioEnergy: 0 };
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await window.statsOf(connection)).values()) {
        const {
          type,
          framesDecoded = 0,
          totalAudioEnergy = 0,
        } = report as {
          type: string;
          framesDecoded?: number;
          totalAudioEnergy?: number;
        };
        if (type !== 'inbound-rtp') continue;
        total.framesDecoded += framesDecoded;
        total.audioEnergy += totalAudioEnergy;
      }
    }
    return total;
  });
}

/**
 * The mean brightness of the video, 0 (black, or none yet) to 255. Not its variance: Firefox's fake camera is a
 * single colour that changes.
 */
export function pictureBrightness(video: Locator): Promise<number> {
  return video.evaluate((element: HTMLVideoElement) => {
    if (element.videoWidth === 0) return 0;
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 36;
    const context = canvas.getContext('2d');
    if (context === null) return 0;
    context.drawImage(element, 0, 0, 64, 36);
    const { data } = context.getImageData(0, 0, 64, 36);
    let sum = 0;
    for (let index = 0; index < data.length; index += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(index, index + 3);
      sum += 0.299 * red + 0.587 * green + 0.114 * blue;
    }
    return sum / (data.length / 4);
  });
}

/** Fails unless the page sees moving video and hears audio of that participant. */
export async function expectSeesAndHears(page: Page, participantName: string): Promise<void> {
  await expect
    .poll(() => pictureBrightness(tileOf(page, participantName).locator('video')), {
      message: `the picture of ${participantName} is black`,
    })
    .toBeGreaterThan(24);
  let last = await received(page);
  const grown: Received = { framesDecoded: 0, audioEnergy: 0 };
  await expect
    .poll(
      async () => {
        const now = await received(page);
        // Between two samples: a rebuilt connection starts from zero.
        grown.framesDecoded += Math.max(0, now.framesDecoded - last.framesDecoded);
        grown.audioEnergy += Math.max(0, now.audioEnergy - last.audioEnergy);
        last = now;
        return { framesGrow: grown.framesDecoded > 5, soundGrows: grown.audioEnergy > 0 };
      },
      { message: 'frames decoded and audio energy grow' },
    )
    .toEqual({ framesGrow: true, soundGrows: true });
}
