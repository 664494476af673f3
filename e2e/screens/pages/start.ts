// The start page, the call ID, and addresses that lead nowhere.
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAYOUT_SIZES } from '../capture.ts';
import type { Scene } from '../studio.ts';
import { button, hold, TWO_SIZES } from './ways.ts';

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="#8a1538" d="M20 2 38 20 20 38 2 20Z"/>
<text x="46" y="27" font-family="sans-serif" font-size="20" fill="#8a1538">Region</text></svg>`;

export const startScenes: Record<string, Scene> = {
  async start({ page, take }) {
    const anna = await page();
    await anna.goto('/');
    await take(anna, 'start', 'Where everybody begins.', { sizes: LAYOUT_SIZES });
    await take(anna, 'start-forced-colours', 'Where everybody begins, in forced colours.', {
      sizes: TWO_SIZES,
      themes: ['light'],
      hasForcedColours: true,
    });
    const john = await page({ locale: 'en-GB' });
    await john.goto('/');
    await take(john, 'start-english', 'Where everybody begins, in English.', { sizes: TWO_SIZES });
  },

  async 'start-slow'({ page, take }) {
    const anna = await page();
    await hold(anna, '**/assets/*.js');
    await anna.goto('/', { waitUntil: 'commit' });
    await anna.locator('.skeleton-card').waitFor();
    await take(anna, 'start-slow', 'What is there before the script.', { sizes: TWO_SIZES });
  },

  async 'start-county'({ page, take, onEnd }) {
    const folder = await mkdtemp(join(tmpdir(), 'distansmote-logo-'));
    const logo = join(folder, 'logo.svg');
    await writeFile(logo, LOGO);
    const server = await ServerProcess.start({
      settings: {
        ORGANIZATION_NAME: 'Region Kalmar län',
        ORGANIZATION_COLOR: '#8a1538',
        ORGANIZATION_LOGO: logo,
        SUPPORT_PHONE: '0480-44 50 00',
        SUPPORT_EMAIL: 'distansmote@regionkalmar.se',
        PRIVACY_URL: 'https://regionkalmar.se/personuppgifter',
        ACCESSIBILITY_URL: 'https://regionkalmar.se/tillganglighet',
      },
    });
    onEnd(async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    });
    const anna = await page({ baseURL: server.url });
    await anna.goto('/');
    await take(anna, 'start-county', "With the county's name, logo, colour and support.", {
      sizes: TWO_SIZES,
    });
  },

  async 'call-id'({ page, take }) {
    const anna = await page();
    await anna.goto('/call-id');
    await take(anna, 'call-id', 'Where the call ID is typed.');
    await anna.getByLabel('Samtals-ID').fill('999 888 777');
    await button(anna, 'Fortsätt').click();
    await anna.locator('[aria-invalid="true"]').waitFor();
    await take(anna, 'call-id-unknown', 'A call ID that no meeting has.');
    await hold(anna, '**/api/meetings/**');
    await anna.getByLabel('Samtals-ID').fill('888 777 666');
    await button(anna, 'Fortsätt').click();
    await button(anna, 'Kontrollerar …').waitFor();
    await take(anna, 'call-id-pressed', 'While it is looked up.', { sizes: TWO_SIZES });
    const john = await page({ locale: 'en-GB' });
    await john.goto('/call-id');
    await take(john, 'call-id-english', 'Where the call ID is typed, in English.', {
      sizes: TWO_SIZES,
    });
  },

  async nowhere({ page, take }) {
    const anna = await page();
    for (const [path, name, sentence] of [
      ['/no-such-page', 'not-found', 'An address that leads nowhere.'],
      ['/meeting/999888777', 'meeting-unknown', "The address of a meeting that isn't there."],
    ] as const) {
      await anna.goto(path);
      await anna.getByRole('heading', { level: 1 }).waitFor();
      await take(anna, name, sentence, { sizes: TWO_SIZES });
    }
  },
};
