// Passes and guest links cannot be forged, and a new link voids all earlier ones.
import { createHmac } from 'node:crypto';
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { MeetingLookUp, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { admissionPassFor, PASS_MS } from '../src/meetings/admissionPass.ts';
import { participantIdOf } from '../src/meetings/participantId.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';

const { server, open, conveneMeeting, admit } = await sharedServer();
const admin = await server.signInAdmin();

const preparing = (callId: CallId, page: Page) => ({
  callId,
  ...page.credentials,
  rtpCapabilities: server.mediaWorkers.rtpCapabilities,
});

const renew = (id: string) => admin.ask<SpaceDescription>('POST', `/api/spaces/${id}/new-link`);

const secretOf = ({ guestLink }: SpaceDescription) => new URL(guestLink).hash.slice(1);

test('knowing a space’s id is not enough to forge a pass, even for a locked meeting', async () => {
  const { space, callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const spy = await open();
  const id = participantIdOf(callId, spy.personKey);
  const expiry = Date.now() + PASS_MS;
  const forge = (key: string) =>
    `${expiry}.${createHmac('sha256', key).update(`${id} ${expiry}`).digest('base64url')}`;
  // With the right key it is valid.
  expect(admissionPassFor(space, id, forge(space.passKey))).toBe(forge(space.passKey));
  for (const key of [space.id, space.callId, space.secret, '']) {
    spy.pass = forge(key);
    expect(await spy.expectRefusal('prepare', preparing(callId, spy)), key).toEqual({
      code: 'needsLobby',
    });
  }
  await convener.request('setLocked', { isLocked: true });
  spy.pass = forge(space.id);
  expect(await spy.expectRefusal('prepare', preparing(callId, spy))).toEqual({ code: 'locked' });
});

test('the key that signs passes is never exposed', async () => {
  const space = await server.makeSpace();
  expect(space.passKey).toMatch(/^[\w-]{43}$/);
  for (const path of ['', '/invitation']) {
    const { body } = await admin.ask('GET', `/api/spaces/${space.id}${path}`);
    expect(JSON.stringify(body)).not.toContain(space.passKey);
  }
  expect(JSON.stringify((await admin.ask('GET', '/api/spaces')).body)).not.toContain(space.passKey);
});

test('a pass expires twelve hours after its person was admitted, even if used since', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await admit(callId, convener, 'Lars');
  await lars.enter(callId, 'Lars');
  const given = lars.pass;
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const endAndComeLater = async (hours: number) => {
    await server.meetings.end(callId, 'endedByConvener');
    vi.setSystemTime(Date.now() + hours * 3_600_000);
  };
  await endAndComeLater(11);
  await lars.enter(callId, 'Lars');
  expect(lars.pass).toBe(given);
  await endAndComeLater(1);
  expect(await lars.expectRefusal('prepare', preparing(callId, lars))).toEqual({
    code: 'needsLobby',
  });
  // The expiry is signed.
  const [expiry, signature] = given?.split('.') ?? [];
  lars.pass = `${Number(expiry) + 3_600_000}.${signature}`;
  expect(await lars.expectRefusal('prepare', preparing(callId, lars))).toEqual({
    code: 'needsLobby',
  });
  // As issued by earlier versions, and still kept by pages.
  lars.pass = signature;
  expect(await lars.expectRefusal('prepare', preparing(callId, lars))).toEqual({
    code: 'needsLobby',
  });
});

test('an expired pass does not reveal the space’s name, and does not count as a guess', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await admit(callId, convener, 'Lars');
  await lars.enter(callId, 'Lars');
  const { personKey, pass = '' } = lars;
  const lookUp = async () => {
    const shown = String(new URLSearchParams({ personKey, pass }));
    const answer = await fetch(`${server.url}/api/meetings/${callId}`, {
      headers: { [JOIN_CREDENTIALS_HEADER]: shown },
    });
    return (await answer.json()) as MeetingLookUp;
  };
  expect(await lookUp()).toMatchObject({ name: 'Möte', isNumberChecked: true });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 12 * 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());
  // A whole county with pages open since yesterday: nobody is throttled for an expired credential.
  for (let colleague = 0; colleague < 2 * GUESS_LIMITS.perClient; colleague += 1)
    expect(await lookUp()).toMatchObject({ name: null, isNumberChecked: true });
});

test('after a new link the old one and all passes are void; those present stay', async () => {
  const { space, callId, convener } = await conveneMeeting({ lobby: 'withoutLink' });
  const inside = await open();
  inside.secret = space.secret;
  await inside.enter(callId, 'Elsa');
  const gone = await admit(callId, convener, 'Lars');
  await gone.enter(callId, 'Lars');
  await gone.request('leave', {});

  const { status, body } = await renew(space.id);
  expect(status).toBe(200);
  expect(secretOf(body)).not.toBe(space.secret);
  expect(body).toMatchObject({ id: space.id, callId });

  const byFormerLink = await open();
  byFormerLink.secret = space.secret;
  const capabilities = { rtpCapabilities: server.mediaWorkers.rtpCapabilities };
  for (const page of [byFormerLink, gone]) {
    expect(
      await page.expectRefusal('prepare', { callId, ...page.credentials, ...capabilities }),
    ).toEqual({
      code: 'needsLobby',
    });
  }
  expect(inside.noticeNames).not.toContain('meetingEnded');
  await inside.request('raiseHand', {});
  const byNewLink = await open();
  byNewLink.secret = secretOf(body);
  await byNewLink.enter(callId, 'Bo');

  // Somebody who loses the connection rejoins the running meeting, even with an old pass.
  const back = await open();
  back.personKey = inside.personKey;
  back.pass = inside.pass;
  inside.close();
  await eventually(async () => (await server.meetings.find(callId))?.presentCount, 2);
  await back.enter(callId, 'Elsa');
});

test('somebody who prepared with the former link cannot join with it', async () => {
  const { space, callId } = await conveneMeeting({ lobby: 'withoutLink' });
  const early = await open();
  early.secret = space.secret;
  await early.prepare(callId);
  await renew(space.id);
  expect(await early.expectRefusal('join', { name: 'Lars', profession: '', tracks: [] })).toEqual({
    code: 'needsLobby',
  });
});

test('somebody who has been admitted but has not joined yet still gets in', async () => {
  const { space, callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await admit(callId, convener, 'Lars');
  await lars.prepare(callId);
  await renew(space.id);
  await lars.request('join', { name: 'Lars', profession: '', tracks: [] });
});

test('only conveners can make a new link, and the audit log records it', async () => {
  const { space } = await conveneMeeting({ lobby: 'none' });
  const { account } = await openStaff(server);
  const other = new Api(server, {
    cookie: `session=${await server.accounts.openSession(account)}`,
  });
  const path = `/api/spaces/${space.id}/new-link`;
  expect((await new Api(server).ask('POST', path)).status).toBe(401);
  expect((await other.ask('POST', path)).status).toBe(404);
  expect((await server.spaces.find(space.id))?.secret).toBe(space.secret);
  await renew(space.id);
  const { body } = await admin.ask<AuditPage>('POST', '/api/audit/search', {
    text: space.callId,
  });
  expect(body.entries[0]).toMatchObject({
    deed: 'linkRenewed',
    by: { kind: 'account', name: 'admin' },
    space: { id: space.id },
  });
});
