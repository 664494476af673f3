// A separate process with a meeting beside the attacks and honest newcomers to it; records what both notice.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { browserCapabilities } from '../../load/browserCapabilities.ts';
import { LoadParticipant } from '../../load/loadParticipant.ts';
import { openSignalling, type ServerAddress } from '../../load/signalling.ts';
import {
  type BystanderAsk,
  type BystanderSetting,
  type Noticed,
  NOTHING_NOTICED,
} from './bystander.ts';
import { comeAndGo } from './newcomer.ts';
import { SoundGaps } from './soundGaps.ts';
import { heldMbIn, valueOf } from './target.ts';

const NEWCOMER_EVERY_MS = 2_000;
const SCRAPE_EVERY_MS = 1_000;

const setting = JSON.parse(process.argv[2] ?? '') as BystanderSetting;
const { port, callId, secret } = setting;
const gaps = new SoundGaps();
const controlGaps = new SoundGaps();
let noticed: Noticed = structuredClone(NOTHING_NOTICED);
let newcomers = 0;

/** Each from a new address, as guests come. */
const newAddress = () => {
  newcomers += 1;
  return `10.77.${Math.floor(newcomers / 250) % 250}.${(newcomers % 250) + 1}`;
};

/** Two people who speak and hear each other from now on. */
async function meet(server: ServerAddress, place: string, heard: SoundGaps): Promise<void> {
  for (const [name, address] of [
    ['Anna', '10.76.0.1'],
    ['Bo', '10.76.0.2'],
  ] as const) {
    const participant = await LoadParticipant.enter({
      server,
      callId: place,
      name,
      address,
      sends: { microphone: { isSpeaking: true } },
      receives: true,
      depth: 'media',
    });
    participant.onVoice = (of) => heard.heard(`${of} at ${name}`);
  }
}

/** The convener admits everybody who knocks. */
async function convene(): Promise<void> {
  const handleNotice = ({ name, body }: Notice) => {
    if (name !== 'lobbyChanged') return;
    for (const { id } of body.lobby) {
      // Admitted a moment ago, or gone.
      socket.request('admit', { participantId: id }).catch(() => undefined);
    }
  };
  const caller = { address: '10.76.0.3', cookie: setting.cookie };
  const socket = await openSignalling({ speaks: 'Socket.IO', port }, handleNotice, caller);
  const personKey = randomBytes(16).toString('base64url');
  await socket.request('prepare', { callId, personKey, rtpCapabilities: browserCapabilities });
  await socket.request('join', { name: 'Kalla', profession: '', tracks: [] });
}

async function meetInBoth(): Promise<void> {
  await meet({ speaks: 'Socket.IO', port }, callId, gaps);
  await convene();
  await meet({ speaks: 'WebSocket', port: setting.controlPort }, 'control', controlGaps);
}

/** @returns how long the same takes at the control server, without page and look-up. */
async function comeToControl(): Promise<number> {
  const startMs = performance.now();
  const participant = await LoadParticipant.enter({
    server: { speaks: 'WebSocket', port: setting.controlPort },
    callId: 'newcomers',
    name: 'Ny',
    sends: {},
    receives: false,
    depth: 'join',
  });
  participant.leave();
  return performance.now() - startMs;
}

async function welcomeNewcomers(): Promise<never> {
  for (let hasLink = false; ; hasLink = !hasLink) {
    try {
      const newcomer = { callId, address: newAddress(), secret: hasLink ? secret : undefined };
      const coming = comeAndGo(port, newcomer);
      noticed.controlMs.push(await comeToControl());
      noticed.comings.push(await coming);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      noticed.failures.push(`${what} (${hasLink ? 'by link' : 'by call ID'})`);
    }
    await pause(NEWCOMER_EVERY_MS);
  }
}

/** The server reports its event-loop delay since the previous query. */
async function watchServer(): Promise<never> {
  const headers = { authorization: `Bearer ${setting.metricsToken}` };
  for (;;) {
    try {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).text();
      noticed.loopP99Ms.push(valueOf(text, 'nodejs_eventloop_lag_p99_seconds') * 1000);
      noticed.loopMaxMs.push(valueOf(text, 'nodejs_eventloop_lag_max_seconds') * 1000);
      noticed.heapMb.push(heldMbIn(text));
    } catch {
      // It is gone, or does not respond: the newcomers show that.
    }
    await pause(SCRAPE_EVERY_MS);
  }
}

process.on('message', (ask: BystanderAsk) => {
  const { id } = ask;
  if (ask.name === 'take') {
    const taken: Noticed = { ...noticed, sound: gaps.take(), control: controlGaps.take() };
    process.send?.({ id, noticed: taken });
    noticed = structuredClone(NOTHING_NOTICED);
    return;
  }
  meetInBoth().then(
    () => {
      void welcomeNewcomers();
      void watchServer();
      process.send?.({ id, noticed });
    },
    (error: unknown) => process.send?.({ id, failure: String(error) }),
  );
});
// The parent process is gone.
process.on('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
