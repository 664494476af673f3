// Chromium, Firefox and a real telephone, whose line is at another node than their meeting, while that node dies or is stopped.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type BrowserName, launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { toneIn } from '@distansmote/testkit/sound/tones.ts';
import { Telephone } from '@distansmote/testkit/telephone/telephone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { type Outcome, problemsOfHolders, seconds } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { makeSpace, SIP_PORT, type Stage, TRUNK_ADDRESS } from '../stage.ts';
import { enterByBrowser } from './browsers.ts';

const SETTLES_MS = 5_000;
/** The telephone has to have recorded what came after. */
const GOES_ON_MS = 20_000;
const WAIT = { timeout: 60_000, interval: 100 };
/** In hertz. The telephone listens for Chromium's. */
const VOICES: Record<BrowserName, number> = { chromium: 220, firefox: 350 };
const RATE = 8_000;
/** In which the voice is looked for. */
const WINDOW_MS = 40;
const WINDOW_SAMPLES = (RATE * WINDOW_MS) / 1_000;
/** Of the full scale: a voice is many times as loud, silence a tenth of it. */
const HEARD = 0.005;
const NAMES: Record<BrowserName, string> = { chromium: 'Karin', firefox: 'Lars' };

interface Fault {
  name: string;
  says: string;
  happen(owner: ServerProcess): Promise<unknown> | void;
}

const FAULTS: Fault[] = [
  { name: 'kill', says: 'is killed', happen: (owner) => owner.end('SIGKILL') },
  { name: 'stop', says: 'is stopped by SIGTERM', happen: (owner) => owner.end('SIGTERM') },
];

export const telephone: Scenario[] = FAULTS.map((fault): Scenario => ({
  name: `telephone-${fault.name}`,
  says: `Chromium, Firefox and a telephone (baresip) that came in at another node are in a meeting, and its node ${fault.says}`,
  aim: 'all back, the telephone hears the others again ≤ 3 s',
  hasLines: true,
  async run(stage) {
    const open = await Promise.all(
      (Object.keys(NAMES) as BrowserName[]).map(async (name) =>
        launchBrowser(name, { voice: await hum(VOICES[name]) }),
      ),
    );
    const phone = await Telephone.start({ number: 'elsa', hertz: 0, address: TRUNK_ADDRESS });
    try {
      return await measure(stage, open, phone, fault);
    } finally {
      await phone.stop();
      await Promise.all(open.map((browser) => browser.close()));
    }
  },
}));

async function measure(
  stage: Stage,
  open: Browser[],
  phone: Telephone,
  fault: Fault,
): Promise<Outcome> {
  const space = await makeSpace(stage, 'Alla slag');
  const pages: Page[] = [];
  for (const [at, browser] of open.entries())
    pages.push(await enterByBrowser(stage, browser, space.callId, Object.values(NAMES)[at] ?? ''));
  const ownerAt = (await stage.cluster.owners(stage.readUrl())).get(space.id) ?? -1;
  const owner = stage.cluster.nodes[ownerAt];
  const line = stage.networks.nodes.find((_, at) => at !== ownerAt);
  if (owner === undefined || line === undefined)
    return { problems: ['no node has the meeting'], numbers: [] };
  phone.dial(SIP_PORT, 'mote', line.address);
  await waitFor(() => {
    if (!phone.isInCall) throw new Error('not answered');
  }, WAIT);
  await pause(SETTLES_MS);
  await phone.key(`${space.callId}#`);
  await waitFor(() => showsThree(pages), WAIT);
  await pause(SETTLES_MS);
  const before = await phone.heard();
  await fault.happen(owner);
  await pause(GOES_ON_MS);
  const problems: string[] = [];
  await waitFor(() => showsThree(pages), WAIT).catch((error: unknown) =>
    problems.push(String(error)),
  );
  if (!phone.isInCall) problems.push('the telephone was hung up');
  for (const page of pages)
    problems.push(...(await page.evaluate(() => window.farewells)).map((text) => `said: ${text}`));
  const heard = (await phone.heard()).slice(before.length);
  const silence = longestSilence(heard);
  if (silence === undefined) problems.push('the telephone does not hear Chromium again');
  if (owner.endedBy !== undefined) await owner.run();
  problems.push(...(await problemsOfHolders(stage, [space])));
  return {
    problems,
    numbers: [`the telephone did not hear Chromium for ${seconds(silence ?? Number.NaN)} s`],
  };
}

async function showsThree(pages: Page[]): Promise<void> {
  for (const page of pages)
    if (!(await page.getByRole('button', { name: /^3 deltagare$/ }).isVisible()))
      throw new Error('a page does not show three people');
}

/** In ms; undefined where the last second is silent. */
function longestSilence(samples: Float32Array): number | undefined {
  let [longest, silent] = [0, 0];
  for (let at = 0; at + WINDOW_SAMPLES <= samples.length; at += WINDOW_SAMPLES) {
    const isHeard =
      toneIn(samples.subarray(at, at + WINDOW_SAMPLES), VOICES.chromium, RATE) > HEARD;
    silent = isHeard ? 0 : silent + WINDOW_MS;
    longest = Math.max(longest, silent);
  }
  return silent >= 1_000 ? undefined : longest;
}
