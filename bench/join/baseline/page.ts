// The baseline's page: mediasoup-client and a WebSocket, no framework; does as little as possible on the click.
import { Device } from 'mediasoup-client';
import type { Answer, Ask, Prepared, Strategy } from './protocol.ts';
import { BaselineReceiving } from './receiving.ts';
import { BaselineSending } from './sending.ts';

const options = new URLSearchParams(location.search);
const strategy = (options.get('strategy') ?? 'warm') as Strategy;
const publishes = options.get('publish') === '1';
/** Called when admitted; does what the click does otherwise. */
const waits = options.get('lobby') === '1';

const socket = new WebSocket(`ws://${location.host}/page`);
const tell = (ask: Ask) => socket.send(JSON.stringify(ask));
let device: Device;
let sending: BaselineSending;
let receiving: BaselineReceiving;
let isJoined = false;

const opened = publishes
  ? navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    })
  : Promise.resolve(new MediaStream());

async function set(prepared: Prepared): Promise<void> {
  sending = new BaselineSending(device, prepared.send, tell);
  receiving = new BaselineReceiving(device, prepared.receive, tell);
  const added = receiving.add(prepared.tracks);
  for (const mediaTrack of (await opened).getTracks()) await sending.add(mediaTrack);
  await added;
}

async function handle(answer: Answer): Promise<void> {
  switch (answer.is) {
    case 'hello':
      device = await Device.factory();
      await device.load({ routerRtpCapabilities: answer.rtpCapabilities as never });
      if (strategy !== 'cold') prepare();
      return;
    case 'admitted':
      if (waits) enter();
      return;
    case 'prepared':
      await set(answer);
      // Cold, this follows the click: sending starts after the received video.
      if (strategy === 'cold') tell({ ask: 'join', strategy, offers: sending.offers });
      return;
    case 'joined':
      isJoined = true;
      // After what the reply itself sets in motion.
      setTimeout(() => sending.letFlow());
      await receiving.add(answer.tracks);
      if (strategy === 'ready') tell({ ask: 'ready' });
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
  tell({ ask: 'prepare', strategy, rtpCapabilities: device.recvRtpCapabilities });
}

function enter(): void {
  if (strategy === 'cold') prepare();
  else tell({ ask: 'join', strategy, offers: sending.offers });
}

socket.addEventListener('message', (event) => {
  void handle(JSON.parse(event.data as string) as Answer);
});
document.querySelector('button')?.addEventListener('click', () => {
  if (!waits) enter();
});
