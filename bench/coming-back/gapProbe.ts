// Runs in the page before its own code; records when audio or video arrives, and when the page shows that it is
// disconnected.

declare global {
  interface Window {
    /** The times at which new media had arrived, in milliseconds since 1970. */
    arrivals: number[];
    /** When the message about a broken connection was last visible. */
    brokenSeenAt: number;
    everyConnection: Set<RTCPeerConnection>;
  }
}

/** Self-contained: Playwright sends its source to the page. */
export function gapProbe(): void {
  const LOOK_EVERY_MS = 10;
  window.arrivals = [];
  window.brokenSeenAt = 0;
  window.everyConnection = new Set();
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.everyConnection.add(this);
    }
  };
  let last = '';
  setInterval(() => {
    const stamps = [...window.everyConnection]
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getReceivers())
      .flatMap((receiver) => receiver.getSynchronizationSources())
      .map(({ source, timestamp }) => `${source} ${timestamp}`)
      .join();
    if (stamps !== last && stamps !== '') window.arrivals.push(Date.now());
    last = stamps;
    if (document.body?.textContent?.includes('Förbindelsen är bruten'))
      window.brokenSeenAt = Date.now();
  }, LOOK_EVERY_MS);
}
