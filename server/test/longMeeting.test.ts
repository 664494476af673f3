// In a long meeting visited by strangers under ever new ids, the number remembered is bounded.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { RATES } from '../src/limits/limits.ts';
import { MAX_DEPARTED } from '../src/meetings/departedMuted.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server } = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });

const STRANGERS = MAX_DEPARTED + 20;
const OF_ADDRESS = RATES.joins.perAddressInMeeting.burst - 10;
const OF_SOCKET = RATES.joins.perSocket.burst;

test('of those who left muted, only the latest are remembered as muted when they call in', async () => {
  const { callId } = await server.makeSpace();
  const karin = await Page.open(server);
  await karin.enter(callId, 'Karin');
  const strangers: ParticipantId[] = [];
  let page: Page | undefined;
  for (let at = 0; at < STRANGERS; at += 1) {
    if (at % OF_SOCKET === 0) {
      page?.close();
      const from = `192.0.2.${1 + Math.floor(at / OF_ADDRESS)}`;
      page = await Page.open(server, { extraHeaders: { 'X-Forwarded-For': from } });
    }
    if (page === undefined) throw new Error('no page');
    page.personKey = String(at).padStart(22, 'A');
    page.pass = undefined;
    const muted = { ...offer('microphone'), isPaused: true };
    strangers.push((await page.enter(callId, 'Främling', [muted])).participantId);
    await page.request('leave', {});
  }
  page?.close();
  const meeting = await server.meetings.find(callId);
  const remembered = strangers.filter((id) => meeting?.memory.joinsMuted(id));
  expect(remembered).toEqual(strangers.slice(-MAX_DEPARTED));
  karin.close();
});
