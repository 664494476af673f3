// Whether a flood from a stranger disturbs a call, compared with the same call undisturbed: `npm run
// bench:phone-flood`.
import { createSocket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Telephone } from '@distansmote/testkit/telephone/telephone.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { loudnessOf } from '@distansmote/testkit/sound/tones.ts';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    perSecond: { type: 'string', default: '5000' },
  },
});
const seconds = Number(options.seconds);
const perSecond = Number(options.perSecond);

const RATE = 8_000;
const TONE = 790;
/** A packet of audio in which the tone is this much weaker than it should be counts as a gap. */
const GAP_DB = -45;
const PACKET = RATE / 50;
/** Outside the trunk; and the trunk's own, as when it is spoofed. */
const STRANGER = '127.0.0.2';
const TRUNK = '127.0.0.1';

/** @returns how many packets it has sent. */
type Work = (endsAt: number) => Promise<number>;

const sipPort = await freePort();
const { firstPort, lastPort } = await freePorts(10);
const server = await ServerProcess.start({
  settings: {
    ...trunkSettings(sipPort),
    SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
  },
});
const space = await server.createSpace('Bench');
const speaker = await Telephone.start({ number: '+46480445511', hertz: TONE });
const listener = await Telephone.start({ number: '+46701234567', hertz: 0 });

const invite = [
  `INVITE sip:mote@127.0.0.1:${sipPort} SIP/2.0`,
  'Via: SIP/2.0/UDP 127.0.0.9:5060;branch=z9hG4bK1',
  'From: <sip:x@127.0.0.9>;tag=1',
  'To: <sip:mote@127.0.0.1>',
  'Call-ID: flood',
  'CSeq: 1 INVITE',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');

/**
 * @param endsAt of `performance.now()`. Each packet differs from the one before, so that none is ignored as a
 * duplicate.
 */
async function flood(address: string, ports: readonly number[], endsAt: number) {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  let sent = 0;
  const startedAt = performance.now();
  while (performance.now() < endsAt) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; sent < due; sent += 1) {
      const port = ports[sent % ports.length] ?? sipPort;
      const isSip = port === sipPort;
      const packet = isSip ? invite.replaceAll('flood', `flood${sent}`) : rtpOf(sent);
      socket.send(packet, port, '127.0.0.1');
    }
    await pause(5);
  }
  socket.close();
  return sent;
}

/** A-law at full volume, as if from the telephone itself (RFC 3550 §5.1). */
function rtpOf(count: number): Buffer {
  const packet = Buffer.alloc(172, 0x2a);
  packet[0] = 0x80;
  packet[1] = 8;
  packet.writeUInt16BE(count % 65_536, 2);
  packet.writeUInt32BE((count * 160) % 2 ** 32, 4);
  packet.writeUInt32BE(4711, 8);
  return packet;
}

/** The share of packets in which the tone is missing. */
async function gapsDuring(work: Work) {
  const cpuBefore = cpuMicrosecondsOf(server.pid);
  const over = pause(seconds * 1000);
  const [sent] = await Promise.all([work(performance.now() + seconds * 1000), over]);
  const samples = await listener.heard(seconds - 1);
  let [gaps, packets] = [0, 0];
  for (let at = 0; at + PACKET <= samples.length; at += PACKET) {
    packets += 1;
    if (loudnessOf(samples.subarray(at, at + PACKET), TONE) < GAP_DB) gaps += 1;
  }
  return {
    sent,
    gaps,
    packets,
    cores: (cpuMicrosecondsOf(server.pid) - cpuBefore) / 1e6 / seconds,
  };
}

try {
  for (const telephone of [speaker, listener]) {
    telephone.dial(sipPort);
    while (!telephone.events.includes('CALL_ESTABLISHED')) await pause(100);
    await telephone.key(`${space.callId}#`);
  }
  // The IVR has finished its prompts by then.
  await pause(15_000);
  const rtp = Array.from({ length: 5 }, (_, index) => firstPort + 2 * index);
  const cases: [string, Work][] = [
    ['undisturbed', () => Promise.resolve(0)],
    ['SIP from a stranger', (endsAt) => flood(STRANGER, [sipPort], endsAt)],
    ['SIP from the trunk’s address', (endsAt) => flood(TRUNK, [sipPort], endsAt)],
    ['RTP from a stranger', (endsAt) => flood(STRANGER, rtp, endsAt)],
    ['undisturbed again', () => Promise.resolve(0)],
  ];
  console.log('| | packets sent | gaps of heard packets | server, cores |\n|---|---|---|---|');
  for (const [name, work] of cases) {
    const { sent, gaps, packets, cores } = await gapsDuring(work);
    console.log(`| ${name} | ${sent} | ${gaps} of ${packets} | ${cores.toFixed(2)} |`);
  }
} finally {
  await Promise.all([speaker.stop(), listener.stop()]);
  await server.stop();
}
