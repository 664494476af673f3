// Tries whether media passes between a worker of this server and one that another lends: a firewall may stop it, in silence.
import { setTimeout as pause } from 'node:timers/promises';
import { MeetingRouter } from '../../media/meetingRouter.ts';
import { newSsrcs } from '../../media/newSsrcs.ts';
import { PIPE_PORTS, pipe } from '../../media/routerPipes.ts';
import type { WorkerHandle } from '../../media/workerHandle.ts';
import type { Log } from '../../platform/log.ts';

const SEND_EVERY_MS = 50;
const PASSES_WITHIN_MS = 2_000;
const PCMA = 8;

/** @throws Error where no packet comes through in either direction. */
export async function checkPipes(one: WorkerHandle, other: WorkerHandle, log: Log): Promise<void> {
  // Each on ports of its own: firewalls let answers through to where something was sent from.
  await check(one, other, log);
  await check(other, one, log);
}

async function check(from: WorkerHandle, to: WorkerHandle, log: Log): Promise<void> {
  const opened = await Promise.allSettled([
    MeetingRouter.open(from, log),
    MeetingRouter.open(to, log),
  ]);
  const routers = opened.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  try {
    const [sender, receiver] = routers;
    if (sender === undefined || receiver === undefined) throw new Error('a worker is gone');
    await passes(sender, receiver);
  } finally {
    for (const router of routers) router.close();
  }
}

async function passes(from: MeetingRouter, to: MeetingRouter): Promise<void> {
  const [sending, receiving] = await Promise.all([from.directTransport(), to.directTransport()]);
  const [ssrc = 1] = newSsrcs(1);
  const producer = await sending.produce({
    kind: 'audio',
    rtpParameters: {
      codecs: [{ mimeType: 'audio/PCMA', payloadType: PCMA, clockRate: 8000 }],
      encodings: [{ ssrc }],
    },
  });
  await pipe(from, to, producer);
  const { rtpCapabilities } = to.router;
  const consumer = await receiving.consume({ producerId: producer.id, rtpCapabilities });
  let sent = 0;
  const send = () => {
    if (!producer.closed) producer.send(packet(sent, ssrc));
    sent += 1;
  };
  const ticking = setInterval(send, SEND_EVERY_MS);
  const passed = new Promise<boolean>((resolve) => consumer.once('rtp', () => resolve(true)));
  const hasPassed = await Promise.race([passed, pause(PASSES_WITHIN_MS, false)]);
  clearInterval(ticking);
  producer.close();
  if (hasPassed) return;
  const { min, max } = PIPE_PORTS;
  throw new Error(
    `no media passes between the servers: let UDP pass between them, ports ${min} to ${max}`,
  );
}

/** Twenty milliseconds of RTP (RFC 3550 §5.1). */
function packet(sequence: number, ssrc: number): Buffer {
  const rtp = Buffer.alloc(12 + 160, 0xd5);
  rtp.writeUInt16BE(0x8000 | PCMA, 0);
  rtp.writeUInt16BE(sequence + 1, 2);
  rtp.writeUInt32BE(sequence * 160, 4);
  rtp.writeUInt32BE(ssrc, 8);
  return rtp;
}
