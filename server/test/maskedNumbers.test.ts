// What a page can learn of a masked telephone number from inside the meeting: no more than the mask shows.
import { createHash } from 'node:crypto';
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const NUMBER = '+46480445511';
const MASKED = '+46 480 ••• 511';

let server: TestServer;
let page: Page;
let phone: SipPhone;
beforeEach(async () => {
  const sipPort = await freePort();
  server = await startTestServer({
    ...trunkSettings(sipPort),
  });
  page = await Page.open(server);
  phone = await SipPhone.udp(sipPort);
});
afterEach(async () => {
  page.close();
  phone.close();
  await server.stop();
});

/** A UUID of version 8 (RFC 9562 §5.8) from a hash, built like participant ids. */
function idOf(hash: Buffer): string {
  const bytes = hash.subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The participants announced after a call, as the page learns of them. */
async function joinedBy(call: () => Promise<VirtualPhone>) {
  const before = page.all('participantJoined').length;
  const virtualPhone = await call();
  // Only those after the ones announced before; `waitForNotice` may scan the list several times.
  const { participant } = await page.waitForNotice(
    'participantJoined',
    (body) => page.all('participantJoined').indexOf(body) >= before,
  );
  await virtualPhone.hangUp();
  await page.waitForNotice(
    'participantLeft',
    ({ participantId }) => participantId === participant.id,
  );
  return participant;
}

/** Hashes everything known to an attacker with the source: call ID, mask, and what the page is told of the person. */
function triedNumbers(callId: string, { name, id }: ParticipantDescription): string[] {
  const [country = '', area = '', , end = ''] = name.split(' ');
  const found: string[] = [];
  for (let hidden = 0; hidden < 1_000; hidden += 1) {
    const number = `${country}${area}${String(hidden).padStart(3, '0')}${end}`;
    const guesses = ['telephone ', 'call ', ''].map((use) => `${callId} ${use}${number}`);
    for (const guess of [...guesses, number])
      if (idOf(createHash('sha256').update(guess).digest()) === id) found.push(number);
  }
  return found;
}

test('hashing every number that fits the mask matches no id', async () => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const participant = await joinedBy(() => VirtualPhone.join(phone, callId, { number: NUMBER }));
  expect(participant.name).toBe(MASKED);
  expect(triedNumbers(callId, participant)).toEqual([]);
  expect(JSON.stringify(page.notices)).not.toContain('480445511');
});

test('calling with every such number as caller ID matches none either: no two calls share an id', async () => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const first = await joinedBy(() => VirtualPhone.join(phone, callId, { number: NUMBER }));
  const again = await joinedBy(() => VirtualPhone.join(phone, callId, { number: NUMBER }));
  expect(again.name).toBe(MASKED);
  expect(again.id).not.toBe(first.id);
});
