// Guesses by telephone at servers other than the meeting's: all servers count together, and none counts twice.
import type { CallId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { type PhoneNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GuessLimits } from '../src/guessing/guessLimits.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const HERTZ = 310;
const WRONG = ['999999999', '999999998', '999999997', '999999996'] as const;

let nodes: TestNodes;
const open: { close(): void }[] = [];
beforeEach(async () => {
  nodes = await TestNodes.create();
});
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) one.close();
  await nodes.stop();
});

const keep = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};

async function start(limits: Partial<GuessLimits>) {
  const options = { guessLimits: { delaysMs: [0], ...limits } };
  const settings = { PHONE_NUMBER: '0480-44 55 11' };
  const holder = await nodes.startWithPhones(settings, options);
  const one = await nodes.startWithPhones(settings, options);
  const other = await nodes.startWithPhones(settings, options);
  const { account, page: karin } = await openStaff(holder);
  keep(karin);
  const { callId } = await holder.spaces.create({ name: 'Samtal', ownerId: account.id });
  await karin.enter(callId, 'Karin');
  return { holder, one, other, karin, callId };
}

let lastNumber = 100;

/** From a number of its own. */
async function ring({ sipPort }: PhoneNode, digits: string): Promise<ListeningPhone> {
  const number = `+46701235${(lastNumber += 1)}`;
  return keep(await ListeningPhone.join(sipPort, digits, { number, hertz: HERTZ }));
}

async function guess(node: PhoneNode, digits: string): Promise<void> {
  const phone = await ring(node, digits);
  await phone.hearsPrompt('numberIsWrong');
  await phone.hangUp();
}

async function pinOf(node: PhoneNode, callId: CallId, name: string): Promise<string> {
  const page = keep(await Page.open(node));
  await page.enter(callId, name);
  return (await page.request('requestDialIn', {})).pin;
}

const notThis = (pin: string, by: number) => String((Number(pin) + by) % 10_000).padStart(4, '0');

test('wrong numbers at two servers are counted together, and who then has a right one waits for a convener elsewhere', async () => {
  const { holder, one, other, karin, callId } = await start({ phonesTotal: WRONG.length });
  for (const [at, number] of WRONG.entries()) await guess(at % 2 === 0 ? one : other, number);
  const phone = await ring(one, callId);
  await phone.hearsPrompt('convenerMissing');
  const { lobby } = await karin.waitForNotice('lobbyChanged', (body) => body.lobby.length === 1);
  const [guest] = lobby;
  if (guest === undefined) throw new Error('nobody waits');
  expect(guest).toMatchObject({ kind: 'phone', isUnchecked: true });
  const wrong = await ring(other, WRONG[0]);
  await wrong.hearsPrompt('convenerMissing');
  await karin.request('admit', { participantId: guest.id });
  await phone.hearsPrompt('letIn');
  await phone.hearsPrompt('inMeeting');
  expect(holder.meetings.presentCounts.get(callId)).toBe(2);
});

test('a wrong number counts once, and right ones not at all', async () => {
  const { one, other, callId } = await start({ phonesTotal: 3 });
  await guess(one, WRONG[0]);
  await guess(other, WRONG[1]);
  // One is left: it is still looked up.
  for (const node of [one, other]) {
    const right = await ring(node, callId);
    await right.hearsPrompt('inMeeting');
    await right.hangUp();
  }
  await guess(one, WRONG[2]);
  const late = await ring(other, callId);
  await late.hearsPrompt('convenerMissing');
});

test('wrong PINs of one caller count once each, and right ones not at all', async () => {
  const { holder, one, other, callId } = await start({ perClient: 2 });
  const pin = await pinOf(holder, callId, 'Anna');
  const number = '+46701230099';
  const key = async (node: PhoneNode, keyed: string) => {
    const options = { number, hertz: HERTZ };
    return keep(await ListeningPhone.join(node.sipPort, `${callId}${keyed}`, options));
  };
  for (const node of [one, other]) {
    const linked = await key(node, pin);
    await linked.hearsPrompt('soundByPhone');
    await linked.hangUp();
  }
  for (const node of [one, other]) {
    const wrong = await key(node, notThis(pin, 1));
    await wrong.hearsPrompt('numberIsWrong');
    await wrong.hangUp();
  }
  const late = await key(one, pin);
  await late.hearsPrompt('tooManyGuesses');
  await late.untilHungUp();
});

test('ten wrong PINs of a meeting are tried, by whichever server they come', async () => {
  const { holder, one, other, callId } = await start({ phonesTotal: 100, perClient: 100 });
  const pin = await pinOf(holder, callId, 'Anna');
  const wrong = Array.from({ length: 10 }, (_, at) => notThis(pin, at + 1));
  await Promise.all(
    wrong.map((tried, at) => guess(at % 2 === 0 ? one : other, `${callId}${tried}`)),
  );
  for (const node of [one, other, holder]) await guess(node, `${callId}${pin}`);
  // By its number alone.
  const phone = await ring(one, callId);
  await phone.hearsPrompt('inMeeting');
});
