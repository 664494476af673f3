// Names: invisible characters are refused, and confusable names are disambiguated.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open, ownedSpace } = await sharedServer();

async function openConvener() {
  const { callId, cookie } = await ownedSpace();
  return { callId, page: await open({ extraHeaders: { cookie } }) };
}

const CYRILLIC = '\u0410nn\u0430 Berg';

test.each([
  ['a Hangul filler', 'Anna\u3164Berg'],
  ['nothing but fillers', '\u3164\uffa0'],
  ['a joiner between Latin letters', 'An\u200dna Berg'],
  ['59 marks on one letter', `A${'\u0301\u0327'.repeat(29)}`],
])('a name with %s is refused', async (_, name) => {
  const { callId } = await server.makeSpace();
  const page = await open();
  await page.prepare(callId);
  const refusal = await page.expectRefusal('join', { name, profession: '', tracks: [] });
  expect(refusal).toEqual({ code: 'invalid', where: 'name' });
});

test.each([
  ['the same name', 'Anna Berg'],
  ['Cyrillic letters', CYRILLIC],
  ['other case', 'ANNA BERG'],
  ['a capital I for an l', 'AIlan', 'AlIan'],
  ['more punctuation', 'Anna-Berg.'],
  ['mathematical letters', '𝐀nna Berg'],
])(
  'a later participant with %s appears to the others with a number',
  async (_, name, first = 'Anna Berg') => {
    const { callId } = await server.makeSpace();
    const [anna, twin, third] = [await open(), await open(), await open()];
    const annaId = (await anna.enter(callId, first)).participantId;
    const twinId = (await twin.enter(callId, name)).participantId;
    const { participant } = await anna.waitForNotice(
      'participantJoined',
      ({ participant: { id } }) => id === twinId,
    );
    expect(participant.name).toBe(`${name} (2)`);
    const { participants } = await third.enter(callId, 'Bo');
    expect(participants.find(({ id }) => id === annaId)?.name).toBe(first);
    expect(participants.find(({ id }) => id === twinId)?.name).toBe(`${name} (2)`);
    // Also in messages.
    await twin.request('sendMessage', { id: crypto.randomUUID(), to: 'everybody', text: 'Hej' });
    expect((await third.waitForNotice('messageSent')).message.fromName).toBe(`${name} (2)`);
  },
);

test('a third person gets another number, even if the second one typed a number as part of the name', async () => {
  const { callId } = await server.makeSpace();
  const watcher = await open();
  await watcher.enter(callId, 'Bo');
  const names = ['Anna Berg', 'Anna Berg (2)', CYRILLIC, 'Anna Berg'];
  for (const name of names) await (await open()).enter(callId, name);
  await watcher.waitForNotice('participantJoined', ({ participant }) =>
    participant.name.endsWith('(4)'),
  );
  const shown = watcher.all('participantJoined').map(({ participant }) => participant.name);
  expect(shown).toEqual(['Anna Berg', 'Anna Berg (2)', `${CYRILLIC} (3)`, 'Anna Berg (4)']);
});

test('a convener gets the name without a number, whoever joined first, and keeps it after leaving', async () => {
  const { page: convener, callId } = await openConvener();
  const [impostor, watcher] = [await open(), await open()];
  await watcher.enter(callId, 'Bo');
  const { participantId } = await impostor.enter(callId, CYRILLIC);
  await convener.enter(callId, 'Anna Berg');
  const { participant } = await watcher.waitForNotice('participantChanged');
  expect(participant).toMatchObject({ id: participantId, name: `${CYRILLIC} (2)` });
  const came = await watcher.waitForNotice(
    'participantJoined',
    ({ participant: { isConvener } }) => isConvener,
  );
  expect(came.participant.name).toBe('Anna Berg');

  await convener.request('leave', {});
  await impostor.request('leave', {});
  const again = await impostor.enter(callId, 'Anna Berg');
  const { participant: back } = await watcher.waitForNotice(
    'participantJoined',
    ({ participant: { id, name } }) => id === again.participantId && name.startsWith('Anna'),
  );
  expect(back.name).toBe('Anna Berg (2)');
});

test('earlier messages by a guest named Karin are shown with a number once the convener Karin joins', async () => {
  const { page: karin, callId } = await openConvener();
  const [eve, lars] = [await open(), await open()];
  await eve.enter(callId, 'Karin');
  const write = (page: Page, text: string) =>
    page.request('sendMessage', { id: randomUUID(), to: 'everybody', text });
  await write(eve, 'Logga in här');
  await karin.enter(callId, 'Karin');
  await write(karin, 'Välkommen');
  const namesFor = async (page: Page) => (await page.history()).map(({ fromName }) => fromName);
  await lars.enter(callId, 'Lars');
  expect(await namesFor(lars)).toEqual(['Karin (2)', 'Karin']);
  await eve.request('leave', {});
  expect(await namesFor(lars)).toEqual(['Karin (2)', 'Karin']);
  await karin.request('leave', {});
  expect(await namesFor(lars)).toEqual(['Karin (2)', 'Karin']);
});

test('somebody who rejoins, or joins when the other has left, gets the name without a number', async () => {
  const { callId } = await server.makeSpace();
  const [anna, watcher] = [await open(), await open()];
  await watcher.enter(callId, 'Bo');
  await anna.enter(callId, 'Anna Berg');
  const again = await open();
  again.personKey = anna.personKey;
  await again.enter(callId, 'Anna Berg');
  expect((await watcher.waitForNotice('participantReturned')).participant.name).toBe('Anna Berg');
  await again.request('leave', {});
  const { participantId } = await (await open()).enter(callId, 'Anna Berg');
  const { participant } = await watcher.waitForNotice(
    'participantJoined',
    ({ participant: { id } }) => id === participantId,
  );
  expect(participant.name).toBe('Anna Berg');
});
