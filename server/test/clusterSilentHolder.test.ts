// What staff do to a meeting whose server lives and does not answer: it is refused by name, and nothing is recorded as done.
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentPort } from '@distansmote/testkit/network/silentPort.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

const BEAT_MS = 500;

const silent = await silentPort();
const nodes = await TestNodes.create();
const node = await nodes.start();
const admin = await node.signInAdmin();
const holder = await nodes.addNode(`http://127.0.0.1:${silent.port}`);
const beating = setInterval(
  () =>
    void nodes
      .query(`update "nodes" set "beat" = "beat" + 1 where "id" = '${holder}'`)
      .catch(() => undefined),
  BEAT_MS,
);
afterAll(async () => {
  clearInterval(beating);
  await nodes.stop();
  await silent.close();
});

/** Until this server knows that one, and asks it. */
beforeAll(async () => {
  const beats = async () =>
    Number(
      (await nodes.query(`select "beat" from "nodes" where "id" = '${node.nodeId}'`))[0]?.['beat'],
    );
  const before = await beats();
  await waitFor(async () => expect(await beats()).toBeGreaterThan(before + 1), {
    timeout: 30_000,
    interval: 50,
  });
});

async function heldElsewhere() {
  const space = await node.makeSpace();
  const room = await nodes.roomOf(node, space.callId);
  await nodes.addMeeting({ room, spaceId: space.id, nodeId: holder });
  const deeds = async () => {
    const { body } = await admin.ask<AuditPage>('POST', '/api/audit/search', {
      text: space.callId,
    });
    return body.entries.map(({ deed }) => deed);
  };
  const close = () => nodes.query(`delete from "openMeetings" where "room" = '${room}'`);
  return { space, deeds, close };
}

test('a guest link is renewed and recorded only where the server that holds the meeting has heard of it', async () => {
  const { space, deeds, close } = await heldElsewhere();
  const renew = () => admin.ask('POST', `/api/spaces/${space.id}/new-link`);
  const refused = await renew();
  expect([refused.status, refused.body]).toEqual([
    503,
    expect.objectContaining({ title: 'meetingUnreachable' }),
  ]);
  expect((await node.spaces.find(space.id))?.secret).toBe(space.secret);
  expect(await deeds()).not.toContain('linkRenewed');
  await close();
  expect((await renew()).status).toBe(200);
  expect((await node.spaces.find(space.id))?.secret).not.toBe(space.secret);
  expect(await deeds()).toContain('linkRenewed');
});

test('a meeting is not recorded as ended where the server that holds it has not heard of it', async () => {
  const { space, deeds } = await heldElsewhere();
  const refused = await admin.ask('POST', `/api/spaces/${space.id}/end-meeting`);
  expect([refused.status, refused.body]).toEqual([
    503,
    expect.objectContaining({ title: 'meetingUnreachable' }),
  ]);
  expect(await deeds()).not.toContain('meetingEnded');
});
