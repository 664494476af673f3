// Proves a worker, given as the first argument: two of its transports shake hands by DTLS through
// sockets of ours and carry encrypted sound. Prints what it found last; exit code 0 if it works.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mediasoupEntry } from './mediasoup.mjs';
import { bindingRequest } from './stun.mjs';

const OPUS = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 };
const PAYLOAD_TYPE = 100;
const SSRC = 1234;
const SEND_EVERY_MS = 20;

const { createWorker } = await import(mediasoupEntry());
const worker = await createWorker({ workerBin: process.argv[2], logLevel: 'none' }).catch((error) =>
  giveUp(`the worker didn't start: ${error.message}`),
);
worker.on('died', ({ message }) => giveUp(`the worker died of it: ${message}`));

const router = await worker.createRouter({ mediaCodecs: [OPUS] });
const sender = await openSide();
const receiver = await openSide();
relay(sender, receiver);
relay(receiver, sender);

// Each is told that the other takes the opposite part, which leaves it the one that is free.
await sender.transport.connect({ dtlsParameters: parametersOf(receiver, 'server') });
await receiver.transport.connect({ dtlsParameters: parametersOf(sender, 'client') });
const connected = [dtlsDone(sender), dtlsDone(receiver)];
for (const { transport, socket } of [sender, receiver]) socket.send(bindingRequest(transport));
await Promise.all(connected);

await carrySound();
console.log('it carries DTLS and SRTP');
process.exit(0);

/** A transport of the worker, and a socket of ours that plays the browser before it. */
async function openSide() {
  const listenInfos = [{ protocol: 'udp', ip: '127.0.0.1' }];
  const transport = await router.createWebRtcTransport({ listenInfos });
  const socket = createSocket('udp4');
  // A dead worker's port refuses what we send; that it died is told by its own event.
  socket.on('error', () => {});
  socket.connect(transport.iceCandidates[0].port, '127.0.0.1');
  await once(socket, 'connect');
  return { transport, socket };
}

/** Passes on what a transport sends, but for its STUN answers, which begin with 0 to 3 (RFC 7983). */
function relay(from, to) {
  from.socket.on('message', (packet) => {
    if (packet[0] > 3) to.socket.send(packet);
  });
}

function parametersOf({ transport }, role) {
  return { ...transport.dtlsParameters, role };
}

function dtlsDone({ transport }) {
  return new Promise((resolve) => {
    transport.on('dtlsstatechange', (state) => {
      if (state === 'connected') resolve();
      if (state === 'failed' || state === 'closed') giveUp(`it ended as "${state}"`);
    });
  });
}

function giveUp(why) {
  console.log(why);
  process.exit(1);
}

/** Sends RTP through both sides until a packet comes out decrypted. */
async function carrySound() {
  const rtpParameters = {
    codecs: [{ ...OPUS, payloadType: PAYLOAD_TYPE }],
    encodings: [{ ssrc: SSRC }],
  };
  const source = await (
    await router.createDirectTransport()
  ).produce({ kind: 'audio', rtpParameters });
  const consumer = await sender.transport.consume({
    producerId: source.id,
    rtpCapabilities: router.rtpCapabilities,
  });
  const arrived = await receiver.transport.produce({
    kind: 'audio',
    rtpParameters: consumer.rtpParameters,
  });
  await arrived.enableTraceEvent(['rtp']);

  let sequence = 0;
  const sending = setInterval(() => source.send(rtpPacket(sequence++)), SEND_EVERY_MS);
  await once(arrived, 'trace');
  clearInterval(sending);
}

function rtpPacket(sequence) {
  const packet = Buffer.alloc(12 + 40);
  packet[0] = 0x80;
  packet[1] = PAYLOAD_TYPE;
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(sequence * 960, 4);
  packet.writeUInt32BE(SSRC, 8);
  return packet;
}
