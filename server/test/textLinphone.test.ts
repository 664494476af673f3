// Real text telephones: liblinphone types the call ID, reads the menu, and writes and reads with others.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it as base, vi } from 'vitest';
import type { CallId } from '@distansmote/shared/ids.ts';
import { applyT140 } from '@distansmote/shared/signalling/t140.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { LinphoneText, whyNoLinphoneText } from '@distansmote/testkit/telephone/linphoneText.ts';
import { TextLossRelay } from '@distansmote/testkit/relay/textLossRelay.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

const why = whyNoLinphoneText();
if (why !== undefined) console.warn(`Left out: ${why}`);
const it = base.skipIf(why !== undefined);

const WAIT = { timeout: 40_000, interval: 50 };
vi.setConfig({ testTimeout: 180_000 });

const { firstPort: sipPort } = await freePorts(2);
const { server } = await sharedServer(trunkSettings(sipPort, '127.0.0.1'));

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function enter(callId: CallId, name: string): Promise<Page> {
  const page = await Page.open(server);
  stops.push(() => page.close());
  await page.enter(callId, name);
  return page;
}

async function ring(name: string, typed: string, port = sipPort): Promise<LinphoneText> {
  const telephone = await LinphoneText.start(name);
  stops.push(() => telephone.stop());
  await telephone.dial(port);
  await telephone.shows('Skriv samtals-ID');
  await telephone.type(typed);
  await telephone.shows('Du är med i mötet.');
  return telephone;
}

const written = (page: Page) =>
  page.notices.reduce(
    (shown, { name, body }) => (name === 'textWritten' ? applyT140(shown, body.text) : shown),
    '',
  );

it('a text telephone comes in by typing, and writes and reads with somebody at a page', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const telephone = await ring(
    'kalle',
    `${callId.slice(0, 3)} ${callId.slice(3, 6)} ${callId.slice(6)}\n`,
  );
  await telephone.type('Hej Anma\b\bna! Åtta går bra.\n');
  await waitFor(() => expect(written(anna)).toBe('Hej Anna! Åtta går bra.\u2028'), WAIT);
  const { lastSeq } = await anna.request('readText', {});
  await anna.request('writeText', { seq: (lastSeq ?? 0) + 1, text: 'Då ses vi då. 👋' });
  await telephone.shows('[Anna] Då ses vi då. 👋');
});

it('two text telephones at once read each other, one after the other', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const telephones = await Promise.all([ring('kalle', `${callId}#`), ring('lisa', `${callId}#`)]);
  const [first, second] = telephones;
  await Promise.all([first.type('Det passar mig.\n'), second.type('Mig också.\n')]);
  await first.shows(/\[[^\]\n]+\] Mig också\.\n/);
  await second.shows(/\[[^\]\n]+\] Det passar mig\.\n/);
  // Both at once at the page: each letter to the line of its own.
  const letters = (text: string) => Array.from(text).sort().join('');
  const both = letters('Det passar mig.\u2028Mig också.\u2028');
  await waitFor(() => expect(letters(written(anna))).toBe(both), WAIT);
});

it.each([20, 5])('by a line that loses each %d. packet nothing is lost', async (every) => {
  const relay = await TextLossRelay.start(sipPort, every);
  stops.push(() => relay.close());
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const telephone = await ring('kalle', `${callId}\n`, relay.port);
  const spoken = 'Kan vi ses på måndag klockan tio, innan jag åker till sjukhuset?';
  await telephone.type(`${spoken}\n`);
  await waitFor(() => expect(written(anna)).toBe(`${spoken}\u2028`), WAIT);
  for (const [at, word] of spoken.split(' ').entries()) {
    await anna.request('writeText', { seq: at + 1, text: `${word} ` });
    // As often as a page writes.
    await pause(300);
  }
  await telephone.shows(`[Anna] ${spoken}`);
});
