// Runs in the page before its own code: a microphone that emits a short tone on request, and a listener on each
// received voice.

declare global {
  interface Window {
    /** Emits a tone; returns when it left, in milliseconds since 1970. */
    say(): Promise<number>;
    /** When a tone was last heard, in milliseconds since 1970; 0 for never. */
    heardAt: number;
  }
}

export interface EarAndMouth {
  /** Level between 0 and 1 above which only an emitted tone gets. */
  threshold: number;
}

/** Self-contained: Playwright sends its source to the page. */
export function earAndMouth({ threshold }: EarAndMouth): void {
  const RATE = 48_000;
  // The clock of an AudioWorklet is the page's own, in whole milliseconds.
  const source = `
    registerProcessor('mouth', class extends AudioWorkletProcessor {
      constructor() {
        super();
        this.left = 0;
        this.said = 0;
        this.port.onmessage = () => { this.left = ${RATE / 50}; };
      }
      process(_, [[channel]]) {
        if (this.left === ${RATE / 50}) this.port.postMessage(Date.now());
        for (let at = 0; at < channel.length; at += 1) {
          // Between them a hum, as of a room: a codec that is silent would rest.
          const volume = this.left > 0 ? 0.8 : 0.002;
          if (this.left > 0) this.left -= 1;
          this.said += 1;
          channel[at] = volume * Math.sin(2 * Math.PI * 1000 * this.said / ${RATE});
        }
        return true;
      }
    });
    registerProcessor('ear', class extends AudioWorkletProcessor {
      constructor() {
        super();
        this.deafUntil = 0;
      }
      process([[channel]]) {
        const now = Date.now();
        if (channel && now > this.deafUntil && channel.some((one) => Math.abs(one) > ${threshold})) {
          this.deafUntil = now + 200;
          this.port.postMessage(now);
        }
        return true;
      }
    });`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
  const ready = context.audioWorklet.addModule(url);
  // Audio may start only after a click.
  document.addEventListener('click', () => void context.resume());
  window.heardAt = 0;

  let answer: (at: number) => void = () => undefined;
  let mouth: Promise<{ node: AudioWorkletNode; track: MediaStreamTrack }> | undefined;
  async function open() {
    await ready;
    const node = new AudioWorkletNode(context, 'mouth', { numberOfInputs: 0 });
    const destination = context.createMediaStreamDestination();
    node.connect(destination);
    node.port.addEventListener('message', ({ data }: MessageEvent<number>) => answer(data));
    node.port.start();
    const [track] = destination.stream.getAudioTracks();
    if (track === undefined) throw new Error('no microphone');
    return { node, track };
  }
  window.say = async () => {
    mouth ??= open();
    const { node } = await mouth;
    const said = new Promise<number>((resolve) => (answer = resolve));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worklet has no origin
    node.port.postMessage('say');
    return said;
  };

  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = new MediaStream();
    if (constraints?.video) {
      const camera = await real({ video: constraints.video });
      for (const track of camera.getVideoTracks()) stream.addTrack(track);
    }
    if (constraints?.audio) {
      mouth ??= open();
      stream.addTrack((await mouth).track.clone());
    }
    return stream;
  };

  const RealConnection = RTCPeerConnection;
  window.RTCPeerConnection = class extends RealConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        if (track.kind !== 'audio') return;
        void ready.then(() => {
          const ear = new AudioWorkletNode(context, 'ear', { numberOfOutputs: 1 });
          context
            .createMediaStreamSource(new MediaStream([track]))
            .connect(ear)
            .connect(context.destination);
          ear.port.addEventListener('message', ({ data }: MessageEvent<number>) => {
            window.heardAt = data;
          });
          ear.port.start();
        });
      });
    }
  };
}
