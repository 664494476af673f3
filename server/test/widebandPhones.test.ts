// Telephones that offer G.722 are heard at 16 kHz by each other, and one that has G.711 alone hears them all the same; and an
// interpreter on a telephone is heard among many who speak louder.
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 180_000 });

const sipPort = await freePort();
const { server, open } = await sharedServer({
  ...trunkSettings(sipPort),
  PHONE_NUMBER: '0480-44 55 11',
});
/** In dB below full scale: louder is heard, quieter is not. */
const HEARD = -45;
const UNHEARD = -60;
/** Above what G.711 carries. */
const HIGH_HERTZ = 5_500;
/** More than are forwarded at once. */
const MANY = 7;

const telephones: Telephone[] = [];
afterEach(async () => {
  for (const one of telephones.splice(0)) await one.stop();
  await server.meetings.endAll('endedByConvener');
  await eventually(() => server.meetings.count, 0);
});

async function ring(callId: string, options: TelephoneOptions): Promise<Telephone> {
  const telephone = await Telephone.start(options);
  telephones.push(telephone);
  telephone.dial(sipPort);
  await eventually(() => telephone.isInCall, true);
  await telephone.key(`${callId}#`);
  return telephone;
}

/** Within the process: a softphone for each would be much for one computer. */
const loudPhone = (callId: string, at: number) =>
  ListeningPhone.join(sipPort, callId, { number: `+4648044560${at}`, hertz: 1_000 + 150 * at });

const codecsOf = (page: Page) =>
  page
    .all('trackStarted')
    .map(({ track }) => track.rtpParameters.codecs[0]?.mimeType ?? '')
    .toSorted();

test.skipIf(whyNoTelephone() !== undefined)(
  'two with G.722 hear each other up to 7 kHz, and one with G.711 alone hears both',
  async () => {
    const { callId } = await server.makeSpace();
    const page = await open();
    await page.enter(callId, 'Karin');
    await ring(callId, { number: '+46480445511', hertz: HIGH_HERTZ, codec: 'G722' });
    const wide = await ring(callId, { number: '+46480445522', hertz: 700, codec: 'G722' });
    const narrow = await ring(callId, { number: '+46480445533', hertz: 0 });
    await eventually(() => codecsOf(page), ['audio/G722', 'audio/G722', 'audio/PCMA']);
    await eventually(async () => (await wide.hears(HIGH_HERTZ)) > HEARD, true);
    await eventually(async () => (await narrow.hears(700)) > HEARD, true);
  },
);

test.skipIf(whyNoTelephone() !== undefined)(
  'a telephone that a convener makes an interpreter is heard by the others however many are louder',
  async () => {
    const { callId } = await server.makeSpace();
    const loud: ListeningPhone[] = [];
    onTestFinished(() => loud.forEach((one) => one.close()));
    const { page: convener } = await openStaff(server, 'administrator');
    onTestFinished(() => convener.close());
    await convener.enter(callId, 'Karin');
    const listener = await ring(callId, { number: '+46480445500', hertz: 0 });
    const interpreter = await ring(callId, { number: '+46480445555', hertz: 600, volume: 0.02 });
    const isInterpreter = (name: string) => name.endsWith('555');
    const { participant } = await convener.waitForNotice('participantJoined', (body) =>
      isInterpreter(body.participant.name),
    );
    for (let at = 0; at < MANY; at += 1) loud.push(await loudPhone(callId, at));
    const isHeldBack = () =>
      convener.all('suppressedChanged').at(-1)?.suppressedIds.includes(participant.id) === true;
    await eventually(isHeldBack, true);
    await eventually(async () => (await listener.hears(600)) < UNHEARD, true);
    await convener.request('setRole', {
      participantId: participant.id,
      role: { type: 'interpreter', language: 'so' },
    });
    await eventually(isHeldBack, false);
    await eventually(async () => (await listener.hears(600)) > HEARD, true);
    expect(interpreter.isInCall).toBe(true);
  },
);
