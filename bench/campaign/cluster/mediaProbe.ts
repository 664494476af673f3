// Runs in the page before its own code; notes when sound and pictures arrive, and whom the page says to have left.

declare global {
  interface Window {
    /** When there was something new, in milliseconds since 1970. */
    mediaArrivals: Record<'audio' | 'video', number[]>;
    /** Every text of somebody who has left. */
    farewells: string[];
    probedConnections: Set<RTCPeerConnection>;
  }
}

/** Self-contained: Playwright sends its source to the page. */
export function mediaProbe(): void {
  const LOOK_EVERY_MS = 10;
  window.mediaArrivals = { audio: [], video: [] };
  window.farewells = [];
  window.probedConnections = new Set();
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.probedConnections.add(this);
    }
  };
  const last = { audio: '', video: '' };
  setInterval(() => {
    for (const kind of ['audio', 'video'] as const) {
      const stamps = [...window.probedConnections]
        .filter(({ connectionState }) => connectionState !== 'closed')
        .flatMap((connection) => connection.getReceivers())
        .filter(({ track }) => track.kind === kind)
        .flatMap((receiver) => receiver.getSynchronizationSources())
        .map(({ source, timestamp }) => `${source} ${timestamp}`)
        .join();
      if (stamps !== last[kind] && stamps !== '') window.mediaArrivals[kind].push(Date.now());
      last[kind] = stamps;
    }
    const text = /[^.]*har lämnat mötet/.exec(document.body?.textContent ?? '')?.[0];
    if (text !== undefined && window.farewells.at(-1) !== text) window.farewells.push(text);
  }, LOOK_EVERY_MS);
}
