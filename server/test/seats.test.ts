// A stranger with hundreds of sockets keeps nobody out of a meeting, least of all its conveners.
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { RATES } from '../src/limits/limits.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';

const STRANGER = '198.51.100.1';
const SECOND_STRANGER = '198.51.100.2';
const COUNTY = '203.0.113.7';
const RELATIVE = '192.0.2.33';
const preparing = (callId: CallId, { credentials }: Page) => ({
  callId,
  ...credentials,
  rtpCapabilities: server.mediaWorkers.rtpCapabilities,
});
const joining = { name: 'Främling', profession: '', tracks: [] };

const { server, openFrom, ownedSpace, closePages } = await sharedServer({
  TRUSTED_PROXIES: '127.0.0.1',
});
afterEach(async () => {
  closePages();
  await server.meetings.endAll('endedByConvener');
});

/**
 * Opens `count` pages from one address that try to join.
 * @returns those that did.
 */
async function crowd(callId: CallId, address: string, count: number, secret?: string) {
  const inside: Page[] = [];
  for (let number = 0; number < count; number += 1) {
    const page = await openFrom(address);
    page.secret = secret;
    const prepared = await page.ask('prepare', {
      callId,
      ...page.credentials,
      rtpCapabilities: server.mediaWorkers.rtpCapabilities,
    });
    if (prepared.ok && (await page.ask('join', joining)).ok) inside.push(page);
  }
  return inside;
}

test('two addresses with 110 sockets each leave seats for others, and always for conveners', async () => {
  const { callId, cookie } = await ownedSpace();
  const first = await crowd(callId, STRANGER, 110);
  const second = await crowd(callId, SECOND_STRANGER, 110);
  expect([first.length, second.length]).toEqual([80, 16]);
  const relative = await openFrom(RELATIVE);
  await relative.enter(callId, 'Lars');

  // Refused: the stranger's own address has used up its share.
  const convener = await openFrom(STRANGER, cookie);
  const { participants, isConvener } = await convener.enter(callId, 'Karin');
  expect(isConvener).toBe(true);
  await convener.request('setLocked', { isLocked: true });
  const participantId = participants[0]?.id as never;
  await convener.request('removeParticipant', { participantId });
  await first[0]?.waitForNotice('removed');
  expect(await crowd(callId, '198.51.100.3', 1)).toEqual([]);
  await convener.request('endMeeting', {});
  await first[1]?.waitForNotice('meetingEnded');
});

test('one site with an IPv6 network per page takes no more seats than one address', async () => {
  const { callId } = await ownedSpace();
  let inside = 0;
  for (let network = 0; network < 110; network += 1)
    inside += (await crowd(callId, `2001:db8:2:${network.toString(16)}::1`, 1)).length;
  expect(inside).toBe(80);
  await (await openFrom(RELATIVE)).enter(callId, 'Lars');
});

test('one site may join and leave, with all of its IPv6 networks together, as often as one address', async () => {
  const { callId } = await ownedSpace();
  await (await openFrom(RELATIVE)).enter(callId, 'Lars');
  const { burst } = RATES.joins.perAddressInMeeting;
  const codes = new Set<string | undefined>();
  // Some budget recovers meanwhile.
  for (let network = 0; network < 2 * burst && codes.size < 2; network += 1) {
    const page = await openFrom(`2001:db8:3:${network.toString(16)}::1`);
    await page.prepare(callId);
    const answer = await page.ask('join', joining);
    codes.add(answer.ok ? undefined : answer.refusal.code);
    page.close();
  }
  expect([...codes]).toEqual([undefined, 'tooFast']);
});

test('ten conveners can join a full meeting', async () => {
  const { callId, cookie, space } = await ownedSpace();
  await crowd(callId, COUNTY, 100, space.secret);
  const relative = await openFrom(RELATIVE);
  expect(
    await relative.expectRefusal('prepare', {
      callId,
      ...relative.credentials,
      rtpCapabilities: server.mediaWorkers.rtpCapabilities,
    }),
  ).toEqual({ code: 'meetingFull' });
  for (let number = 0; number < 10; number += 1) {
    const convener = await openFrom(COUNTY, cookie);
    await convener.enter(callId, 'Karin');
  }
  expect((await server.meetings.find(callId))?.presentCount).toBe(110);
});

test('a hundred people of one county can join: by call ID, by link, and admitted', async () => {
  const { callId, cookie, space } = await ownedSpace();
  const convener = await openFrom(COUNTY, cookie);
  await convener.enter(callId, 'Karin');
  const byNumber = await crowd(callId, COUNTY, 79);
  expect(byNumber).toHaveLength(79);
  expect(await crowd(callId, COUNTY, 10, space.secret)).toHaveLength(10);
  const next = await openFrom(COUNTY);
  expect(await next.knock(callId, 'Elsa')).toMatchObject({
    isAdmitted: false,
    isConvenerThere: true,
  });
  const { lobby } = await convener.waitForNotice('lobbyChanged');
  await convener.request('admit', { participantId: lobby[0]?.id as never });
  await next.waitForNotice('admitted');
  await next.enter(callId, 'Elsa');
});

test('leaving and joining again takes no more seats', async () => {
  const { callId } = await ownedSpace();
  const first = await crowd(callId, STRANGER, 80);
  for (const page of first.slice(0, 20)) await page.request('leave', {});
  expect(await crowd(callId, STRANGER, 20)).toHaveLength(20);
  // They present the pass from before.
  for (const page of first.slice(0, 20)) {
    const { credentials } = page;
    const rtpCapabilities = server.mediaWorkers.rtpCapabilities;
    expect((await page.ask('prepare', { callId, ...credentials, rtpCapabilities })).ok).toBe(false);
  }
  expect((await server.meetings.find(callId))?.presentCount).toBe(80);
});

test('one person who keeps returning on forty sockets is announced no more often than one address may be', async () => {
  const { callId } = await ownedSpace();
  const relative = await openFrom(RELATIVE);
  await relative.enter(callId, 'Lars');
  const sockets = await Promise.all(Array.from({ length: 40 }, () => openFrom(STRANGER)));
  const [{ personKey } = {}] = sockets;
  const startedAt = performance.now();
  const codes = await Promise.all(
    sockets.map(async (page) => {
      if (personKey !== undefined) page.personKey = personKey;
      const refused: string[] = [];
      for (let turn = 0; turn < 12; turn += 1) {
        const answer = (await page.ask('prepare', preparing(callId, page))).ok
          ? await page.ask('join', joining)
          : undefined;
        if (answer?.ok === false) refused.push(answer.refusal.code);
      }
      return refused;
    }),
  );
  const { burst, perSecond } = RATES.returns.perAddressInMeeting;
  const earned = (perSecond * (performance.now() - startedAt)) / 1000;
  expect(relative.all('participantReturned').length).toBeLessThanOrEqual(burst + earned);
  expect(codes.flat()).toContain('tooFast');
  // Somebody who lost the connection meanwhile is back at once.
  const back = await openFrom(RELATIVE);
  back.personKey = relative.personKey;
  await back.enter(callId, 'Lars');
});

test('a convener can end a space’s meeting without being in it', async () => {
  const { space, callId, cookie } = await ownedSpace();
  const [guest] = await crowd(callId, RELATIVE, 1);
  const path = `/api/spaces/${space.id}/end-meeting`;
  expect((await new Api(server).ask('POST', path)).status).toBe(401);
  const owner = new Api(server, { cookie });
  expect((await owner.ask('POST', path)).status).toBe(204);
  expect(await guest?.waitForNotice('meetingEnded')).toEqual({ reason: 'endedByConvener' });
  await eventually(() => server.meetings.find(callId), undefined);
  // Nobody is there any more: nothing to do, and nothing to record.
  expect((await owner.ask('POST', path)).status).toBe(204);
  const admin = await server.signInAdmin();
  const { body } = await admin.ask<AuditPage>('POST', '/api/audit/search', { text: callId });
  expect(body.entries.filter(({ deed }) => deed === 'meetingEnded')).toHaveLength(1);
});
