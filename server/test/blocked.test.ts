// A blocked person cannot return in a new tab of the same browser, whichever way in they use.
import { randomBytes } from 'node:crypto';
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { BrowserTokens } from '../src/meetings/browserTokens.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const meetings = await sharedServer();
const { server, open, ownedSpace } = meetings;

/** A minimal browser: one cookie, which each tab sends with its look-up. */
class Browser {
  cookie = '';

  async lookUp(callId: CallId): Promise<{ found: MeetingLookUp; setCookie: string | undefined }> {
    const answer = await fetch(`${server.url}/api/meetings/${callId}`, {
      headers: { cookie: this.cookie },
    });
    const [setCookie] = answer.headers.getSetCookie();
    if (setCookie !== undefined) this.cookie = setCookie.split(';')[0] ?? '';
    return { found: (await answer.json()) as MeetingLookUp, setCookie };
  }

  async openTab(callId: CallId, cookie = ''): Promise<Page> {
    const { found } = await this.lookUp(callId);
    const page = await open(cookie ? { extraHeaders: { cookie } } : {});
    page.browserToken = found.browserToken;
    return page;
  }
}

async function conveneMeeting(lobby: 'none' | 'withoutLink' | 'everybody' = 'none') {
  const { cookie, space, callId } = await ownedSpace({ lobby });
  const convener = await new Browser().openTab(callId, cookie);
  await convener.enter(callId, 'Karin');
  return { space, callId, convener, cookie };
}

const preparing = (callId: CallId, page: Page) => ({
  callId,
  ...page.credentials,
  rtpCapabilities: server.mediaWorkers.rtpCapabilities,
});

test('a new tab of a blocked browser is refused, with the call ID, the link or a pass', async () => {
  const { callId, convener, space } = await conveneMeeting();
  const browser = new Browser();
  const withPass = await browser.openTab(callId);
  await withPass.enter(callId, 'Lars');
  await withPass.request('leave', {});
  const tab = await browser.openTab(callId);
  const { participantId } = await tab.enter(callId, 'Lars');
  expect(await convener.request('removeParticipant', { participantId, isBlocked: true })).toEqual({
    isBlocked: true,
  });
  await tab.waitForNotice('removed');

  const byLink = await browser.openTab(callId);
  byLink.secret = space.secret;
  for (const page of [tab, withPass, byLink, await browser.openTab(callId)]) {
    expect(await page.expectRefusal('prepare', preparing(callId, page))).toEqual({
      code: 'removed',
    });
    const knock = { callId, ...page.credentials, name: 'Lars', profession: '' };
    expect(await page.expectRefusal('knock', knock)).toEqual({ code: 'removed' });
  }
  // A colleague behind the same address.
  await (await new Browser().openTab(callId)).enter(callId, 'Elsa');
});

test('blocking removes all tabs of the browser at once, and voids a preparation in any of them', async () => {
  const { callId, convener } = await conveneMeeting();
  const browser = new Browser();
  const [first, second, third] = [
    await browser.openTab(callId),
    await browser.openTab(callId),
    await browser.openTab(callId),
  ];
  const { participantId } = await first.enter(callId, 'Lars');
  await second.enter(callId, 'Lars igen');
  await third.prepare(callId);
  await convener.request('removeParticipant', { participantId, isBlocked: true });
  await first.waitForNotice('removed');
  await second.waitForNotice('removed');
  await third.waitForNotice('removed');
  expect(await third.expectRefusal('join', { name: 'Lars', profession: '', tracks: [] })).toEqual({
    code: 'notPrepared',
  });
  expect(await third.expectRefusal('prepare', preparing(callId, third))).toEqual({
    code: 'removed',
  });
  expect((await server.meetings.find(callId))?.presentCount).toBe(1);
});

test('a tab that was admitted before, and sends no token now, is removed too, also when the meeting is locked', async () => {
  const { callId, convener } = await conveneMeeting('everybody');
  const browser = new Browser();
  /** Knocks, and is admitted. */
  async function admit(name: string) {
    const tab = await browser.openTab(callId);
    await tab.knock(callId, name);
    const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
      body.lobby.some((guest) => guest.name === name),
    );
    const participantId = lobby.find((guest) => guest.name === name)?.id as never;
    await convener.request('admit', { participantId });
    await tab.waitForNotice('admitted');
    return { tab, participantId };
  }
  const stays = await admit('Lars');
  await stays.tab.enter(callId, 'Lars');
  const left = await admit('Lars, som har gått');
  await left.tab.enter(callId, 'Lars, som har gått');
  await left.tab.request('leave', {});
  const onTheWay = await admit('Lars, på väg');
  const { participantId } = stays;
  expect(await convener.request('removeParticipant', { participantId, isBlocked: true })).toEqual({
    isBlocked: true,
  });
  await convener.request('setLocked', { isLocked: true });
  for (const { tab } of [stays, left, onTheWay]) {
    tab.browserToken = undefined;
    expect(await tab.expectRefusal('prepare', preparing(callId, tab))).toEqual({ code: 'removed' });
  }
});

test('a blocked tab that has prepared is told of no more tracks', async () => {
  const { callId, convener } = await conveneMeeting();
  const browser = new Browser();
  const [present, waiting] = [await browser.openTab(callId), await browser.openTab(callId)];
  const { participantId } = await present.enter(callId, 'Lars');
  await waiting.prepare(callId);
  // Prepares new transports, under the same id.
  await present.prepare(callId);
  await convener.request('removeParticipant', { participantId, isBlocked: true });
  await present.waitForNotice('removed');
  await waiting.waitForNotice('removed');
  await convener.request('startTrack', offer('microphone'));
  expect((await server.meetings.find(callId))?.headcount.waiting).toBe(0);
  for (const page of [present, waiting]) expect(page.noticeNames).not.toContain('trackStarted');
});

test('a pass from an earlier meeting does not open a locked one, and skips the lobby of an open one', async () => {
  const { callId, convener, cookie } = await conveneMeeting();
  const lars = await new Browser().openTab(callId);
  await lars.enter(callId, 'Lars');
  await convener.request('endMeeting', {});
  await eventually(() => server.meetings.find(callId), undefined);
  const again = await new Browser().openTab(callId, cookie);
  await again.enter(callId, 'Karin');
  await again.request('setLocked', { isLocked: true });
  expect(await lars.expectRefusal('prepare', preparing(callId, lars))).toEqual({ code: 'locked' });
  await again.request('setLocked', { isLocked: false });
  await lars.enter(callId, 'Lars');
  await lars.request('leave', {});
  await again.request('setLocked', { isLocked: true });
  // No participant of this meeting is kept out.
  await lars.enter(callId, 'Lars');
});

test('whoever was removed and comes back in the same browser is known again, and must be let in', async () => {
  const { callId, convener, space } = await conveneMeeting();
  const browser = new Browser();
  const leftBefore = await browser.openTab(callId);
  await leftBefore.enter(callId, 'Lars i en annan flik');
  await leftBefore.request('leave', {});
  const tab = await browser.openTab(callId);
  const { participantId } = await tab.enter(callId, 'Lars');
  expect(await convener.request('removeParticipant', { participantId })).toEqual({
    isBlocked: false,
  });
  const byLink = await browser.openTab(callId);
  byLink.secret = space.secret;
  const newTab = await browser.openTab(callId);
  for (const page of [tab, leftBefore, byLink, newTab])
    expect(await page.expectRefusal('prepare', preparing(callId, page))).toEqual({
      code: 'needsLobby',
    });
  await newTab.knock(callId, 'Någon annan');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length > 0);
  expect(lobby).toMatchObject([{ name: 'Någon annan', wasRemoved: true }]);
  // A colleague behind the same address has nothing to do with it.
  await (await new Browser().openTab(callId)).enter(callId, 'Elsa');

  await convener.request('admit', { participantId: lobby[0]?.id as never });
  await newTab.waitForNotice('admitted');
  await newTab.enter(callId, 'Lars');
  await (await browser.openTab(callId)).enter(callId, 'Lars i en tredje flik');
});

test.each([false, true])(
  'whoever was removed (blocked: %s) does not get into the next meeting by their pass alone',
  async (isBlocked) => {
    const { callId, convener, cookie } = await conveneMeeting('everybody');
    const browser = new Browser();
    const { found } = await browser.lookUp(callId);
    const lars = await meetings.admit(callId, convener, 'Lars', found.browserToken);
    const { participantId } = await lars.enter(callId, 'Lars');
    await convener.request('removeParticipant', { participantId, isBlocked });
    await lars.waitForNotice('removed');
    await convener.request('leave', {});
    await eventually(() => server.meetings.find(callId), undefined);
    expect(await lars.expectRefusal('prepare', preparing(callId, lars))).toEqual({
      code: 'needsLobby',
    });
    expect(await lars.knock(callId, 'Lars')).toMatchObject({ isAdmitted: false });

    const again = await new Browser().openTab(callId, cookie);
    await again.enter(callId, 'Karin');
    await again.request('admit', { participantId });
    await lars.waitForNotice('admitted');
    await lars.enter(callId, 'Lars');
    // Forgiven, in later meetings too.
    await again.request('endMeeting', {});
    await eventually(() => server.meetings.find(callId), undefined);
    await lars.enter(callId, 'Lars');
  },
);

test('a removed tab that shows no token any more must be let in all the same', async () => {
  const { callId, convener } = await conveneMeeting();
  const tab = await new Browser().openTab(callId);
  const { participantId } = await tab.enter(callId, 'Lars');
  await convener.request('removeParticipant', { participantId });
  await tab.waitForNotice('removed');
  tab.browserToken = undefined;
  expect(await tab.expectRefusal('prepare', preparing(callId, tab))).toEqual({
    code: 'needsLobby',
  });
});

test('a convener is told when a browser cannot be recognised; the tab is removed all the same', async () => {
  const { callId, convener } = await conveneMeeting();
  const tab = await new Browser().openTab(callId);
  tab.browserToken = undefined;
  const { participantId } = await tab.enter(callId, 'Lars');
  expect(await convener.request('removeParticipant', { participantId, isBlocked: true })).toEqual({
    isBlocked: false,
  });
  await tab.waitForNotice('removed');
  expect(await tab.expectRefusal('prepare', preparing(callId, tab))).toEqual({ code: 'removed' });
});

test('a convener who shares the computer with somebody blocked is not kept out', async () => {
  const { callId, convener, cookie } = await conveneMeeting();
  const shared = new Browser();
  const tab = await shared.openTab(callId);
  const leading = await shared.openTab(callId, cookie);
  await leading.enter(callId, 'Karin hemifrån');
  const { participantId } = await tab.enter(callId, 'Lars');
  await convener.request('removeParticipant', { participantId, isBlocked: true });
  await tab.waitForNotice('removed');
  expect(leading.noticeNames).not.toContain('removed');
  await (await shared.openTab(callId, cookie)).enter(callId, 'Karin hemifrån');
});

test('the cookie is for that meeting only, out of reach of scripts and other sites, and short-lived', async () => {
  const { callId } = await conveneMeeting();
  const browser = new Browser();
  const { setCookie, found } = await browser.lookUp(callId);
  const [, ...flags] = setCookie?.split('; ') ?? [];
  expect(flags.toSorted()).toEqual(
    [`Path=/api/meetings/${callId}`, 'HttpOnly', 'SameSite=Strict', 'Max-Age=43200'].toSorted(),
  );
  // The same browser does not get another one.
  const again = await browser.lookUp(callId);
  expect(again.setCookie).toBeUndefined();
  expect(again.found.browserToken).toBe(found.browserToken);
});

test('a token is valid for its meeting and its time, and cannot be forged', () => {
  const tokens = new BrowserTokens(randomBytes(32));
  const [here, there] = ['787544182', '787544183'] as CallId[];
  if (here === undefined || there === undefined) throw new Error('two numbers');
  const now = Date.now();
  const token = tokens.issue(here, now);
  const id = tokens.idOf(here, token, now);
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(tokens.idOf(here, token, now + 12 * 60 * 60_000 - 1)).toBe(id);
  expect(tokens.idOf(here, token, now + 12 * 60 * 60_000)).toBeUndefined();
  expect(tokens.idOf(there, token, now)).toBeUndefined();
  expect(new BrowserTokens(randomBytes(32)).idOf(here, token, now)).toBeUndefined();
  expect(tokens.idOf(here, undefined, now)).toBeUndefined();
  const [, ...rest] = token.split('.');
  for (const forged of ['', '..', `x.${rest.join('.')}`, `${token}x`, token.slice(0, -1)])
    expect(tokens.idOf(here, forged, now), forged).toBeUndefined();
});

test('a block ends with the meeting, and is recorded in the audit log', async () => {
  const { callId, convener } = await conveneMeeting();
  const browser = new Browser();
  const tab = await browser.openTab(callId);
  const { participantId } = await tab.enter(callId, 'Lars');
  await convener.request('removeParticipant', { participantId, isBlocked: true });
  await convener.request('endMeeting', {});
  await eventually(() => server.meetings.find(callId), undefined);
  await (await browser.openTab(callId)).enter(callId, 'Lars');
  const admin = await server.signInAdmin();
  await eventually(async () => {
    const { body } = await admin.ask<AuditPage>('POST', '/api/audit/search', { text: callId });
    return body.entries.find(({ deed }) => deed === 'blocked')?.about;
  }, 'Lars');
});
