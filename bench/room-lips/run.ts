// Measures how far sound and picture of a room are apart, both ways: `npm run bench:room-lips`. A flash and a beep
// begin at once; the threads for sound and pictures are the server's, the router between them and browsers is left out, as it
// forwards both at once. `--encoding 80`: the room's pictures leave so many milliseconds after they were captured.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PictureThread } from '@distansmote/testkit/picture/pictureThread.ts';
import { AudioThread } from '@distansmote/testkit/telephone/audioThread.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { agreedVideo, H264_PAYLOAD_TYPE } from '@distansmote/testkit/room/videoLine.ts';
import type { PictureEndpointKey } from '../../server/src/picture/pictureKeys.ts';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';
import { median, percentile } from '../join/statistics.ts';
import { Beeper, beepsIn, type Found, HeardStream } from './beeps.ts';
import { Flasher, flashesIn, SeenStream } from './flashes.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    encoding: { type: 'string', default: '0' },
  },
});
const CAMERA = 11;
const VOICE = 12;
const ROOM_CAMERA = 21;
const ROOM_VOICE = 22;
const VP8 = 101;
const G722 = 9;
const LOOPBACK = '127.0.0.1';

const sound = new AudioThread();
const pictures = new PictureThread();
const phone = await SoundPhone.open({ codec: 'G722' });
const screen = await RtpSocket.open(LOOPBACK, 0);
const meeting = await RtpSocket.open(LOOPBACK, 0);

// The room's two lines.
const endpoint = await sound.openEndpoint('room', phone);
sound.post({ type: 'agree', endpoint, audio: { ...phone.agreed, isRtcpMuxed: true } });
const pictured = 'room' as PictureEndpointKey;
pictures.post({ type: 'openEndpoint', endpoint: pictured, cname: 'room' });
const { local } = await pictures.event('endpointOpened');
const video = { ...agreedVideo(screen.port), isRtcpMuxed: true };
pictures.post({ type: 'agree', endpoint: pictured, video });

// The meeting.
const { mix, port: mixPort } = await sound.openMix('mix');
const { composition, port: picturePort } = await pictures.openComposition('meeting');
sound.post({
  type: 'enterMix',
  endpoint,
  mix,
  sending: {
    port: meeting.port,
    streams: [{ ssrc: ROOM_VOICE, payloadType: G722, codec: 'G722' }],
    audioLevelId: 1,
  },
});
sound.post({ type: 'addSource', mix, source: { ssrc: VOICE, payloadType: G722, codec: 'G722' } });
const stream = { ssrc: CAMERA, payloadType: VP8, orientationId: undefined };
const source = { ...stream, feedbackPort: meeting.port };
pictures.post({ type: 'addSource', composition, source });
const sending = {
  port: meeting.port,
  payloadType: VP8,
  ssrcs: [ROOM_CAMERA],
  content: 'camera',
} as const;
pictures.post({ type: 'enterComposition', endpoint: pictured, composition, sending });
pictures.post({ type: 'setLayers', endpoint: pictured, count: 1 });
const showing = { type: 'camera' as const, source: { ssrc: CAMERA } };
const person = { name: 'Anna', profession: undefined, isMuted: false, isSpeaking: false, showing };
pictures.post({
  type: 'showScene',
  endpoint: pictured,
  scene: { screen: undefined, people: [person] },
});

const heardByRoom = new HeardStream();
const seenByRoom = new SeenStream('H264', H264_PAYLOAD_TYPE);
const heardByMeeting = new HeardStream();
const seenByMeeting = new SeenStream('VP8', VP8, ROOM_CAMERA);
phone.socket.on('message', (packet: Buffer) => heardByRoom.receive(packet));
screen.listen((packet) => seenByRoom.receive(packet));
meeting.listen((packet) => {
  heardByMeeting.receive(packet, ROOM_VOICE);
  seenByMeeting.receive(packet);
});

const roomBeeps = Beeper.sender(2, G722, (packet) => phone.sendRaw(packet));
const voice = Beeper.sender(VOICE, G722, (packet) =>
  meeting.send(packet, { address: LOOPBACK, port: mixPort }),
);
const roomFlashes = await Flasher.start(
  'H264',
  { ssrc: 1, payloadType: H264_PAYLOAD_TYPE },
  Number(options.encoding),
  (packet) => screen.send(packet, { address: LOOPBACK, port: local.video.port }),
);
const flashes = await Flasher.start('VP8', { ssrc: CAMERA, payloadType: VP8 }, 0, (packet) =>
  meeting.send(packet, { address: LOOPBACK, port: picturePort }),
);
roomFlashes.onFlash = () => roomBeeps.beep();
flashes.onFlash = () => voice.beep();

await pause(6_000);
for (const one of [roomBeeps, voice, roomFlashes, flashes]) one.capturedAt.length = 0;
await pause(Number(options.seconds) * 1_000);
for (const one of [roomBeeps, voice, roomFlashes, flashes]) one.stop();

console.log(
  'Milliseconds, median (5th to 95th percentile); the sound later than the picture is above zero.',
);
show('room → meeting', {
  beeps: beepsIn(heardByMeeting),
  shown: await flashesIn(seenByMeeting, { width: 640, height: 360 }),
  beeped: roomBeeps.capturedAt,
  flashed: roomFlashes.capturedAt,
});
show('meeting → room', {
  beeps: beepsIn(heardByRoom),
  shown: await flashesIn(seenByRoom, { width: 1_280, height: 720 }),
  beeped: voice.capturedAt,
  flashed: flashes.capturedAt,
});
phone.close();
screen.close();
meeting.close();
await sound.stop();
await pictures.stop();

interface Measured {
  beeps: readonly Found[];
  shown: readonly Found[];
  beeped: readonly number[];
  flashed: readonly number[];
}

function show(name: string, { beeps, shown, beeped, flashed }: Measured): void {
  const rows: Record<string, number[]> = { sound: [], picture: [], arriving: [], synchronised: [] };
  for (const [at, beepAt] of beeped.entries()) {
    const flashAt = flashed[at];
    const isSoon = (one: { at: number }, from: number) => one.at >= from && one.at < from + 600;
    const beep = beeps.find((one) => isSoon(one, beepAt));
    const flash = flashAt === undefined ? undefined : shown.find((one) => isSoon(one, flashAt));
    if (beep === undefined || flash === undefined || flashAt === undefined) continue;
    const [soundMs, pictureMs] = [beep.at - beepAt, flash.at - flashAt];
    rows['sound']?.push(soundMs);
    rows['picture']?.push(pictureMs);
    rows['arriving']?.push(soundMs - pictureMs);
    // Without reports of its own a stream is taken to be captured when it passes the router.
    const [saidAt, takenAt] = [beep.capturedAt ?? beep.at, flash.capturedAt ?? flash.at];
    rows['synchronised']?.push(saidAt - beepAt - (takenAt - flashAt));
  }
  for (const [what, values] of Object.entries(rows)) {
    const [low, middle, high] = [
      percentile(values, 0.05),
      median(values),
      percentile(values, 0.95),
    ];
    const [a, b, c] = [middle, low, high].map((one) => one.toFixed(0));
    console.log(`${name}, ${what}: ${a} (${b} to ${c}), ${values.length} times`);
  }
}
