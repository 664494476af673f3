// Runs in the page before its own code and records the moments of a join, the same way for ours and the baseline.

export interface WireFrame {
  at: number;
  isSent: boolean;
  bytes: number;
  /** Enough to identify the message. */
  head: string;
}

/** All in milliseconds of the page's `performance.now()`. */
export interface Moments {
  /** When the click arrived, before any handler ran; or when the lobby admitted. */
  clicked: number;
  /** Of each RTCPeerConnection, at the click. */
  statesAtClick: string[];
  frames: WireFrame[];
  /** When the first remote video track was attached to a video element. */
  attached: number;
  /** When the last packet of the first rendered frame had arrived; undefined if not reported. */
  received: number | undefined;
  rendered: number;
  /** How many frames were decoded by then: above 2 or so, some were dropped. */
  framesDecoded: number;
  width: number;
}

declare global {
  interface Window {
    joinMoments: Promise<Moments>;
  }
}

/** Self-contained: Playwright sends its source to the page. */
export function joinProbe(): void {
  const frames: WireFrame[] = [];
  const receivers = new Map<MediaStreamTrack, RTCRtpReceiver>();
  const connections: RTCPeerConnection[] = [];
  let clicked = 0;
  let statesAtClick: string[] = [];

  addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted || clicked > 0) return;
      clicked = event.timeStamp;
      statesAtClick = connections.map((connection) => connection.connectionState);
    },
    { capture: true },
  );

  const note = (isSent: boolean, data: unknown) => {
    const text = typeof data === 'string' ? data : '';
    frames.push({ at: performance.now(), isSent, bytes: text.length, head: text.slice(0, 60) });
  };
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', (event) => note(false, event.data));
    }
    override send(data: string | ArrayBuffer | Blob | ArrayBufferView<ArrayBuffer>): void {
      note(true, data);
      super.send(data);
    }
  };

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener('track', ({ track, receiver }) => receivers.set(track, receiver));
    }
  };

  const plain = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  window.joinMoments = new Promise((resolve) => {
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      ...plain,
      set(this: HTMLMediaElement, stream: MediaStream | null) {
        plain?.set?.call(this, stream);
        const track = stream?.getVideoTracks()[0];
        const receiver = track && receivers.get(track);
        if (!(this instanceof HTMLVideoElement) || receiver === undefined) return;
        const attached = performance.now();
        const onFrame: VideoFrameRequestCallback = (_now, { receiveTime, width, height }) => {
          // Ignores frames on a hidden spare element, and those of the load generator's cameras, which are 4:3.
          if (!this.isConnected || this.clientWidth < 50 || width / height < 1.5) {
            this.requestVideoFrameCallback(onFrame);
            return;
          }
          const rendered = performance.now();
          const shown = { clicked, statesAtClick, frames, attached, rendered, width };
          void receiver.getStats().then((stats) => {
            const entries = [...stats.values()] as { type: string; framesDecoded?: number }[];
            const inbound = entries.find(({ type }) => type === 'inbound-rtp');
            resolve({
              ...shown,
              received: receiveTime,
              framesDecoded: inbound?.framesDecoded ?? 0,
            });
          });
        };
        this.requestVideoFrameCallback(onFrame);
      },
    });
  });
}
