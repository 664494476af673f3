// The floor's page: mediasoup-client and a WebSocket, no framework; does on the click as little as can be.
import { Device } from 'mediasoup-client';
import type { Answer, Ask, Prepared, Way } from './protocol.ts';
import { FloorReceiving } from './receiving.ts';
import { FloorSending } from './sending.ts';

const options = new URLSearchParams(location.search);
const way = (options.get('way') ?? 'warm') as Way;
const publishes = options.get('publish') === '1';
/** For being let in, which then does what the click does. */
const waits = options.get('lobby') === '1';

const socket = new WebSocket(`ws://${location.host}/page`);
const tell = (ask: Ask) => socket.send(JSON.stringify(ask));
let device: Device;
let sending: FloorSending;
let receiving: FloorReceiving;
let isJoined = false;

const opened = publishes
  ? navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    })
  : Promise.resolve(new MediaStream());

async function set(prepared: Prepared): Promise<void> {
  sending = new FloorSending(device, prepared.send, tell);
  receiving = new FloorReceiving(device, prepared.receive, tell);
  const added = receiving.add(prepared.tracks);
  for (const mediaTrack of (await opened).getTracks()) await sending.add(mediaTrack);
  await added;
}

async function handle(answer: Answer): Promise<void> {
  switch (answer.is) {
    case 'hello':
      device = await Device.factory();
      await device.load({ routerRtpCapabilities: answer.rtpCapabilities as never });
      if (way !== 'cold') prepare();
      return;
    case 'admitted':
      if (waits) enter();
      return;
    case 'prepared':
      await set(answer);
      // Cold, this is after the click: what is sent comes behind the picture that is received.
      if (way === 'cold') tell({ ask: 'join', way, offers: sending.offers });
      return;
    case 'joined':
      isJoined = true;
      // Behind what the reply itself sets in motion.
      setTimeout(() => sending.letFlow());
      await receiving.add(answer.tracks);
      if (way === 'ready') tell({ ask: 'ready' });
      return;
    case 'started':
      await receiving.add([answer.track]);
      if (isJoined) tell({ ask: 'ready' });
      return;
    case 'stopped':
      return receiving.remove(answer.producerId);
  }
}

function prepare(): void {
  tell({ ask: 'prepare', way, rtpCapabilities: device.recvRtpCapabilities });
}

function enter(): void {
  if (way === 'cold') prepare();
  else tell({ ask: 'join', way, offers: sending.offers });
}

socket.addEventListener('message', (event) => {
  void handle(JSON.parse(event.data as string) as Answer);
});
document.querySelector('button')?.addEventListener('click', () => {
  if (!waits) enter();
});
