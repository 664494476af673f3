// Text telephones that call another server than the one that has their meeting.
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { applyT140 } from '@distansmote/shared/signalling/t140.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { TextLine } from '@distansmote/testkit/telephone/textLine.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

vi.setConfig({ testTimeout: 120_000 });
const WAIT = { timeout: 60_000, interval: 50 };

const nodes = await TestNodes.create();
const settings = { PHONE_NUMBER: '0480-44 55 11' };
const holder = await nodes.startWithPhones(settings);
const lineServer = await nodes.startWithPhones(settings);
afterAll(() => nodes.stop());

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

test('write and read as at that server, and nothing once they have switched their text off', async () => {
  const { callId } = await holder.makeSpace();
  const anna = await Page.open(holder);
  open.push(anna);
  await anna.enter(callId, 'Anna');
  const line = await TextLine.open();
  const phone = new VirtualPhone(await SipPhone.udp(lineServer.sipPort));
  open.push(line, { close: () => phone.hangUp().finally(() => phone.close()) });
  await phone.invite({ lines: line.sdp, number: '+46701234567' });
  phone.acknowledge();
  line.connect(phone.answer);
  await line.type(`${callId}#`);
  await line.shows('Du är med i mötet.');
  expect(lineServer.meetings.count).toBe(0);
  const written = () =>
    anna.notices.reduce(
      (shown, { name, body }) => (name === 'textWritten' ? applyT140(shown, body.text) : shown),
      '',
    );
  await line.type('Hej Anma', '\b\bna!');
  await waitFor(() => expect(written()).toBe('Hej Anna!'), WAIT);
  await anna.request('writeText', { seq: 1, text: 'Hej hej. ' });
  await line.shows('[Anna] Hej hej. ');
  await phone.invite({ lines: line.sdp.replace(/^m=text \d+/m, 'm=text 0') });
  phone.acknowledge();
  // The other server has been told by what comes after it.
  await phone.key('*1');
  await anna.waitForNotice('handRaised');
  await anna.request('writeText', { seq: 2, text: 'Hemligt. ' });
  await phone.invite({ lines: line.sdp });
  phone.acknowledge();
  await phone.key('*1');
  await anna.waitForNotice('handLowered');
  await anna.request('writeText', { seq: 3, text: 'Öppet. ' });
  await line.shows('Öppet. ');
  expect(line.shown).not.toContain('Hemligt');
});
