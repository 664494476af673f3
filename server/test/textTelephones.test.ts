// Real-time text by SIP, from INVITE to what the others read, against a peer that shares no code with the server.
import { afterEach, expect, it, vi } from 'vitest';
import type { CallId } from '@distansmote/shared/ids.ts';
import { applyT140 } from '@distansmote/shared/signalling/t140.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { TextLine, type TextLineOptions } from '@distansmote/testkit/telephone/textLine.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

const WAIT = { timeout: 30_000, interval: 50 };
vi.setConfig({ testTimeout: 90_000 });

const { firstPort: sipPort } = await freePorts(2);
const { server } = await sharedServer(trunkSettings(sipPort, '127.0.0.1'));

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A call that has been answered. */
async function call(options?: TextLineOptions) {
  const line = await TextLine.open(options);
  const phone = new VirtualPhone(await SipPhone.udp(sipPort));
  open.push(line, {
    close: async () => {
      await phone.hangUp().catch(() => undefined);
      phone.close();
    },
  });
  await phone.invite({ lines: line.sdp });
  phone.acknowledge();
  line.connect(phone.answer);
  return { line, phone };
}

async function enter(callId: CallId, name: string): Promise<Page> {
  const page = await Page.open(server);
  open.push(page);
  await page.enter(callId, name);
  return page;
}

/** What that person has written, as this page shows it. */
function written(page: Page, participantId?: string): string {
  return page.notices.reduce((shown, { name, body }) => {
    if (name !== 'textWritten') return shown;
    const isTheirs = participantId === undefined || body.participantId === participantId;
    return isTheirs ? applyT140(shown, body.text) : shown;
  }, '');
}

const reads = (page: Page, text: string) =>
  waitFor(() => expect(written(page)).toContain(text), WAIT);

async function writer(page: Page) {
  let seq = 0;
  const { lastSeq } = await page.request('readText', {});
  seq = lastSeq ?? 0;
  return (text: string) => page.request('writeText', { seq: (seq += 1), text });
}

it('types the call ID, reads the menu, and writes and reads with somebody at a page', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const { line } = await call();
  await line.shows('Välkommen till distansmötet. Skriv samtals-ID');
  await line.type('111 111 112\u2028');
  await line.shows('Du skrev: 111 111 112 Det numret stämmer inte.');
  await line.type(callId.slice(0, 4), '9', '\b', `${callId.slice(4)}#`);
  await line.shows('Du är med i mötet.');
  const { participant } = await anna.waitForNotice('participantJoined');
  await line.type('H', 'ej', ' Anma', '\b\b', 'na', '! 👋🏽');
  await waitFor(() => expect(written(anna, participant.id)).toBe('Hej Anna! 👋🏽'), WAIT);
  const write = await writer(anna);
  await write('Hej på di');
  await line.shows(/\n\[Anna\] Hej på di$/);
  await write('\b\ber!');
  await line.shows(/\n\[Anna\] Hej på er!$/);
  expect(line.faults).toEqual([]);
});

it('reads the menu in a language of its own, chosen by the key beside its name', async () => {
  const { callId } = await server.makeSpace();
  const { line } = await call();
  await line.shows('\n6 Українська\n');
  await line.type('6\u2028');
  await line.shows('Вітаємо на зустрічі на відстані. Ці тексти переклав комп’ютер.');
  await line.type(`${callId}#`);
  await line.shows('Ви на зустрічі. Інші бачать, що ви пишете.');
});

it('each fifth packet is lost, and nothing of the text', async () => {
  let count = 0;
  const loses = () => (count += 1) % 5 === 0;
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const { line } = await call({ loses });
  await line.type(`${callId}#`);
  await line.shows('Du är med i mötet.');
  const spoken = 'Jag kommer på måndag klockan tio, om det passar er alla.';
  await line.type(...(spoken.match(/.{1,4}/g) ?? []));
  await reads(anna, spoken);
  expect(written(anna)).toBe(spoken);
  const write = await writer(anna);
  for (const part of spoken.match(/.{1,9}/g) ?? []) await write(part);
  await line.shows(`[Anna] ${spoken}`);
});

it('three write at once to one who knows how to mix, each by name, in one stream', async () => {
  const { callId } = await server.makeSpace();
  const names = ['Anna', 'Bo', 'Åsa Öberg'];
  const pages = await Promise.all(names.map((name) => enter(callId, name)));
  const { line, phone } = await call({ isMixed: true });
  expect(phone.answer).toContain('a=rtt-mixer');
  await line.type(`${callId}#`);
  await line.shows('Du är med i mötet.');
  const sentences = ['Anna skriver om medicinerna.', 'Bo undrar över tiden.', 'Jag håller med.'];
  const writes = await Promise.all(pages.map(writer));
  for (let at = 0; at < 30; at += 3)
    await Promise.all(
      writes.map(async (write, index) => {
        const part = sentences[index]?.slice(at, at + 3) ?? '';
        if (part !== '') await write(part);
      }),
    );
  for (const [index, name] of names.entries())
    await waitFor(() => expect(line.shownOf(name)).toBe(sentences[index]), WAIT);
  expect(line.sources.size).toBe(1);
  expect(line.faults).toEqual([]);
  const contributors = new Set(line.parts.map(({ contributor }) => contributor));
  expect(contributors).toEqual(new Set([undefined, ...line.names.keys()]));
});

it('to one who does not, they write one after the other', async () => {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await enter(callId, 'Anna'), await enter(callId, 'Bo')];
  const { line, phone } = await call({ hasRedundancy: false });
  expect(phone.answer).not.toContain('rtt-mixer');
  await line.type(`${callId}#`);
  await line.shows('Du är med i mötet.');
  const [first, second] = [await writer(anna), await writer(bo)];
  await first('Jag tror att');
  await line.shows('[Anna] Jag tror att');
  await second('Nej. ');
  await first(' vi kan. ');
  // On a busy machine Anna may have rested for so long that Bo has the turn before her.
  await line.shows(
    /\[Anna\] Jag tror att(?: vi kan\. \n\[Bo\] Nej\. |\n\[Bo\] Nej\. \n\[Anna\] {2}vi kan\. )$/,
  );
  expect(line.faults).toEqual([]);
});

it('a call that has no text line, or has switched it off, is told nothing', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const write = await writer(anna);
  const { line, phone } = await call();
  await line.type(`${callId}#`);
  await line.shows('Du är med i mötet.');
  await write('Först.');
  await line.shows('[Anna] Först.');
  await phone.invite({ lines: line.sdp.replace(/^m=text \d+/m, 'm=text 0') });
  phone.acknowledge();
  expect(phone.answer).toContain('m=text 0 ');
  await write('Hemligt.');
  await line.type('Hemligt');
  await phone.invite({ lines: line.sdp });
  phone.acknowledge();
  await write('Sist.');
  await line.shows('Sist.');
  expect(line.shown).not.toContain('Hemligt');
  expect(written(anna)).toBe('');
});

it('text is added to a call by a re-INVITE, and held and resumed', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const line = await TextLine.open();
  const phone = await VirtualPhone.join(await SipPhone.udp(sipPort), callId, {});
  open.push(line, { close: () => phone.hangUp().finally(() => phone.close()) });
  await anna.waitForNotice('participantJoined');
  await phone.invite({ lines: line.sdp });
  phone.acknowledge();
  line.connect(phone.answer);
  expect(line.isRefused).toBe(false);
  await line.type('Hej');
  await reads(anna, 'Hej');
  const write = await writer(anna);
  await phone.invite({ lines: `${line.sdp}a=inactive\r\n` });
  phone.acknowledge();
  await write('Väntar. ');
  await line.type('borta');
  await phone.invite({ lines: line.sdp });
  phone.acknowledge();
  await line.shows('[Anna] Väntar. ');
  expect(written(anna)).toBe('Hej');
});

it('a flood of text is cut to what somebody may write, and the meeting goes on', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enter(callId, 'Anna');
  const { line } = await call();
  await line.type(`${callId}#`);
  await line.shows('Du är med i mötet.');
  await line.type('x'.repeat(900), 'y'.repeat(900));
  await waitFor(() => expect(written(anna)).toContain('\uFFFD'), WAIT);
  expect(written(anna).length).toBeLessThan(400);
  const write = await writer(anna);
  await write('Lugn!');
  await line.shows('[Anna] Lugn!');
});
