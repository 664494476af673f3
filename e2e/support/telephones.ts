// A server with telephony, and what telephones and pages hear.
import type { Page } from '@playwright/test';
import { Telephone, type TelephoneOptions } from '@distansmote/testkit/telephone/telephone.ts';
import { expect, test as base } from './test.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { NumberTrunk } from '@distansmote/testkit/telephone/numberTrunk.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

/** The number that telephones call, as shown to users. */
export const PHONE_NUMBER = '0480-44 55 11';

export const phoneSettings = (sipPort: number) => ({
  ...trunkSettings(sipPort),
  MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1',
  TLS_SELF_SIGNED: '0',
  PHONE_NUMBER,
});

interface Ports {
  sipPort: number;
  mediaPort: number;
  /** By which a server rings people up, if its settings say so. */
  trunk: NumberTrunk;
}
interface Telephones {
  telephone: (options: TelephoneOptions) => Promise<Telephone>;
}

export const test = base.extend<Telephones, Ports>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
  sipPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- as above
  mediaPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  trunk: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const trunk = await NumberTrunk.open();
      await use(trunk);
      trunk.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ sipPort, mediaPort }, use) => {
      const settings = { ...phoneSettings(sipPort), MEDIA_PORT: String(mediaPort) };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  telephone: async ({}, use) => {
    const telephones: Telephone[] = [];
    await use(async (options) => {
      const one = await Telephone.start(options);
      telephones.push(one);
      return one;
    });
    for (const one of telephones) await one.stop();
  },
});

/** In dB below full scale: a tone louder than this counts as heard, quieter than the other as not. */
export const HEARD = -45;
export const UNHEARD = -60;

/** @param digits the call ID, followed by a dial-in PIN, if any. */
export async function ring(telephone: Telephone, sipPort: number, digits: string): Promise<void> {
  telephone.dial(sipPort);
  await expect.poll(() => telephone.events).toContain('CALL_ESTABLISHED');
  await telephone.key(`${digits}#`);
}

/** The codecs of the audio that the page is receiving. */
export function voicesIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const voices: string[] = [];
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      const stats = await window.statsOf(connection);
      for (const report of stats.values()) {
        const one = report as Record<string, number | string | undefined>;
        if (one['type'] !== 'inbound-rtp' || Number(one['totalAudioEnergy'] ?? 0) < 0.01) continue;
        const codec = stats.get(String(one['codecId'])) as { mimeType?: string } | undefined;
        voices.push(codec?.mimeType ?? '');
      }
    }
    return voices;
  });
}

/** Through the settings, as somebody with bad audio would; returns the digits to press, as shown. */
export async function openCallInstead(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Inställningar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ring i stället' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ring i stället' });
  await expect(dialog).toContainText(PHONE_NUMBER);
  const digits = /(\d{3}) (\d{3}) (\d{3})\s+(\d{4})/;
  await expect(dialog).toContainText(digits);
  return (
    digits
      .exec(await dialog.innerText())
      ?.slice(1)
      .join('') ?? ''
  );
}
