// A hundred concurrent telephones, by SIP, in meetings of a real server: who gets in, what they hear, what it costs.
import { createSocket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { isRtcp, parseRtp } from '../../server/src/rtp/rtpPacket.ts';
import { median, percentile } from '../join/statistics.ts';
import { cpuMicrosecondsOf, workersOf } from '../load/cpuTime.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const { values: options } = parseArgs({
  options: {
    calls: { type: 'string', default: '100' },
    together: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '30' },
  },
});
const calls = Number(options.calls);
const together = Number(options.together);
const seconds = Number(options.seconds);

const PACKET_MS = 20;
/** A packet that arrives this much later than the one before it exhausts a typical telephone's jitter buffer. */
const LATE_MS = 60;
/** Calls per second. */
const RINGS_PER_SECOND = 20;
/** The IVR has finished its prompts by then. */
const WORDS_MS = 12_000;
const METRICS_TOKEN = 'token-of-the-bench';

const sipPort = await freePort();
const { firstPort, lastPort } = await freePorts(2 * calls);
const server = await ServerProcess.start({
  settings: {
    ...trunkSettings(sipPort),
    SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
    SIP_MAX_CALLS: String(calls),
    METRICS_TOKEN,
  },
});

/** How many telephones are in meetings. */
async function presentCount(): Promise<number> {
  const headers = { Authorization: `Bearer ${METRICS_TOKEN}` };
  const text = await (await fetch(`${server.url}/metrics`, { headers })).text();
  return Number(/^distansmote_participants\{[^}]*kind="phone"[^}]*\} (\d+)/m.exec(text)?.[1] ?? 0);
}

/** The process and its media workers. */
const cpuMicroseconds = () =>
  [server.pid, ...workersOf(server.pid)].reduce((sum, pid) => sum + cpuMicrosecondsOf(pid), 0);

async function coresDuring(ms: number): Promise<number> {
  const [before, startedAt] = [cpuMicroseconds(), performance.now()];
  await pause(ms);
  return (cpuMicroseconds() - before) / 1_000 / (performance.now() - startedAt);
}

/** What each telephone hears from now on, until the returned function is called. */
function listen(sounds: readonly SoundPhone[]): () => { lost: number; late: number; all: number } {
  const total = { lost: 0, late: 0, all: 0 };
  const ends = sounds.map((sound) => {
    let [last, lastAt]: [number | undefined, number] = [undefined, 0];
    const hear = (bytes: Buffer) => {
      const rtp = isRtcp(bytes) ? undefined : parseRtp(bytes);
      if (rtp === undefined) return;
      const now = performance.now();
      if (last !== undefined) {
        const steps = (rtp.sequence - last) & 0xffff;
        total.all += steps;
        total.lost += steps - 1;
        if (now - lastAt > steps * PACKET_MS + LATE_MS) total.late += 1;
      }
      [last, lastAt] = [rtp.sequence, now];
    };
    sound.socket.on('message', hear);
    return () => sound.socket.off('message', hear);
  });
  return () => {
    for (const end of ends) end();
    return total;
  };
}

/** Ports for telephones that nobody else can take. */
async function takenPorts(): Promise<number> {
  let taken = 0;
  for (let port = firstPort; port <= lastPort; port += 1) {
    const socket = createSocket('udp4');
    await new Promise<void>((done) => {
      socket.once('error', () => {
        taken += 1;
        done();
      });
      socket.bind(port, '127.0.0.1', () => socket.close(() => done()));
    });
  }
  return taken;
}

const ms = (values: number[]) =>
  `median ${median(values).toFixed(0)} ms, 95 % ${percentile(values, 0.95).toFixed(0)} ms`;

try {
  const callIds: string[] = [];
  for (let at = 0; at < calls; at += together)
    callIds.push((await server.createSpace(`Bench ${at}`)).callId);
  console.log(`idle: ${(await coresDuring(5_000)).toFixed(2)} cores`);

  const phones: VirtualPhone[] = [];
  const sounds: SoundPhone[] = [];
  const answerMs: number[] = [];
  const entering: Promise<void>[] = [];
  const ringing = Array.from({ length: calls }, async (_, at) => {
    await pause((at / RINGS_PER_SECOND) * 1_000);
    const sound = await SoundPhone.open({ hertz: 300 + at * 10 });
    const sip = await SipPhone.udp(sipPort);
    const startedAt = performance.now();
    const phone = await VirtualPhone.call(sip, { sound, number: `+46480${100_000 + at}` });
    answerMs.push(performance.now() - startedAt);
    phones.push(phone);
    sounds.push(sound);
    entering.push(sound.keyAll(callIds[Math.floor(at / together)] ?? ''));
  });
  const ringingCores = coresDuring((calls / RINGS_PER_SECOND) * 1_000);
  await Promise.all(ringing);
  await Promise.all(entering);
  console.log(`calling, ${RINGS_PER_SECOND} a second: ${(await ringingCores).toFixed(2)} cores`);
  console.log(`INVITE to 200: ${ms(answerMs)}`);
  const keyedAt = performance.now();
  while ((await presentCount()) < calls && performance.now() < keyedAt + 20_000) await pause(50);
  const enteredMs = performance.now() - keyedAt;
  console.log(
    `in meetings: ${await presentCount()} of ${calls}, ${enteredMs.toFixed(0)} ms after the last #`,
  );

  for (const sound of sounds) sound.startTone();
  await pause(WORDS_MS);
  const end = listen(sounds);
  const cores = await coresDuring(seconds * 1_000);
  const { lost, late, all } = end();
  console.log(
    `all speak: ${cores.toFixed(2)} cores, ${((100 * cores) / calls).toFixed(2)} % a call`,
  );
  const share = (count: number) => `${count} (${((100 * count) / all).toFixed(3)} %)`;
  console.log(
    `of ${all} packets heard: ${share(lost)} missing, ${share(late)} over ${LATE_MS} ms late`,
  );

  await Promise.all(phones.map((phone) => phone.hangUp()));
  for (const phone of phones) phone.close();
  await pause(2_000);
  console.log(
    `after hanging up: ${await presentCount()} in meetings, ${await takenPorts()} ports taken`,
  );
} finally {
  await server.stop();
}
