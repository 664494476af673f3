// Text telephones that are rung up (RFC 4103): they read who rings, type 1, and write and read with others.
import { afterEach, expect, it as base, vi } from 'vitest';
import { applyT140 } from '@distansmote/shared/signalling/t140.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { LinphoneText, whyNoLinphoneText } from '@distansmote/testkit/telephone/linphoneText.ts';
import { NumberTrunk } from '@distansmote/testkit/telephone/numberTrunk.ts';
import { Telephone, whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

const why = whyNoLinphoneText();
if (why !== undefined) console.warn(`Left out: ${why}`);
const it = base.skipIf(why !== undefined);

const WAIT = { timeout: 40_000, interval: 50 };
vi.setConfig({ testTimeout: 180_000 });

const NUMBER = '+46701234567';
const trunk = await NumberTrunk.open();
const { conveneMeeting } = await sharedServer({
  ...trunkSettings(await freePort()),
  ...trunk.settings,
});
const { firstPort, lastPort } = await freePorts(4);
const narrow = await sharedServer({
  ...trunkSettings(await freePort()),
  ...trunk.settings,
  SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
});
const stops: (() => unknown)[] = [() => trunk.close()];
afterEach(async () => {
  for (const stop of stops.splice(1).toReversed()) await stop();
});

it('a text telephone that is rung up reads who rings, comes in by typing 1, and writes and reads', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const telephone = await LinphoneText.start('elsa');
  stops.push(() => telephone.stop());
  telephone.answers();
  trunk.connect(NUMBER, telephone.sipPort);
  await convener.request('ringUp', { to: NUMBER, name: 'Elsa Ek' });
  await telephone.shows(callId.replace(/(...)(...)(...)/, '$1 $2 $3'));
  await telephone.shows('Skriv 1 för att komma in i mötet.');
  // Whoever answers a text telephone greets first, often with a number.
  await telephone.type('Elsa 0701 här\n');
  await telephone.type('1\n');
  const { participant } = await convener.waitForNotice('participantJoined');
  expect(participant).toMatchObject({ name: 'Elsa Ek', kind: 'phone' });
  await telephone.shows('Du är med i mötet.');
  await telephone.type('Hej!\n');
  const written = () =>
    convener.all('textWritten').reduce((shown, { text }) => applyT140(shown, text), '');
  await waitFor(() => expect(written()).toBe('Hej!\u2028'), WAIT);
  await convener.request('writeText', { seq: 1, text: 'Välkommen, Elsa.' });
  await telephone.shows(/\[[^\]\n]+\] Välkommen, Elsa\./);
});

base.skipIf(whyNoTelephone() !== undefined)(
  'a telephone without text gives the ports of text back once it has answered',
  async () => {
    const { convener } = await narrow.conveneMeeting();
    const numbers = [NUMBER, '+46480445522'];
    for (const number of numbers) {
      const telephone = await Telephone.start({ number, hertz: 430, isAnswering: true });
      stops.push(() => telephone.stop());
      trunk.connect(number, telephone.sipPort);
      await convener.request('ringUp', { to: number, name: number });
      await convener.waitForNotice('ringingChanged', ({ calls }) =>
        calls.some(({ name, state }) => name === number && state === 'answered'),
      );
    }
  },
);
