// Runs in the page before its own code, and notes when sound or picture comes and when the page says that it is cut off.

declare global {
  interface Window {
    /** Each moment at which something new had come, in milliseconds since 1970. */
    arrivals: number[];
    /** When the words that the connection is broken were last seen. */
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
