// Guests in a meeting, within their budgets or not, who try to cost more than they should.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { ask, isTime, openPage, openPages, shout, stopReading } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';

type CallId = Parameters<Page['enter']>[0];

/** @returns the ids of those who joined. */
async function enterAll(attack: Attack, pages: Page[], callId: CallId): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, page] of pages.entries()) {
    try {
      ids.push((await page.enter(callId, `Gäst ${index}`)).participantId);
    } catch (error) {
      attack.tally.answer(String(error).replace(/^.*"code":"(\w+)".*$/s, 'not in: $1'));
    }
  }
  return ids;
}

const reportPlayback: Phase = {
  name: 'reportPlayback',
  says: '40 guests who report on all others as often as allowed, and drop without leaving',
  finding: 4,
  async run(attack) {
    const { callId } = await attack.target.makeSpace('Rapporter');
    const pages = await openPages(attack, 40, (index) => `10.5.0.${index + 1}`);
    const ids = await enterAll(attack, pages, callId);
    // Duplicates in a report, and each only once.
    const repeated = Array.from({ length: 100 }, (_, index) => ids[index % ids.length]);
    for (let turn = 0; isTime(attack); turn += 1) {
      const others = turn % 4 < 2 ? repeated : ids;
      const sound = turn % 2 === 0 ? 'played' : 'blocked';
      const reports = others.map((of, index) => ({
        of,
        sound: index % 2 === 0 ? sound : 'notReceived',
        picture: turn % 2 === 0 ? 'shown' : 'hidden',
      }));
      for (const page of pages) shout(attack, page, 'reportPlayback', { reports });
      // A socket may send ten a second.
      await pause(100);
    }
    for (const page of pages) if (page.socket.connected) page.cut();
  },
};

const unreadJoins: Phase = {
  name: 'unreadJoins',
  says: 'a chat full of control characters, and ten sockets that join repeatedly and never read',
  finding: 5,
  async run(attack) {
    const { callId } = await attack.target.makeSpace('Chatt');
    const writers = await openPages(attack, 20, (index) => `10.6.0.${index + 1}`);
    await enterAll(attack, writers, callId);
    // Each takes six characters on the wire, or two.
    const texts = [`${'\u0001'.repeat(3_990)}x`, `${'"'.repeat(3_990)}x`];
    for (const text of [...texts, ...texts, ...texts, ...texts, ...texts]) {
      await Promise.all(
        writers.map((page) =>
          ask(attack, page, 'sendMessage', { id: randomUUID(), to: 'everybody', text }),
        ),
      );
    }
    const readers = await openPages(attack, 10, (index) => `10.6.1.${index + 1}`);
    for (const page of readers) stopReading(page);
    while (isTime(attack)) {
      for (const page of readers) {
        if (!page.socket.connected) continue;
        shout(attack, page, 'prepare', { callId, ...page.credentials, rtpCapabilities: {} });
        shout(attack, page, 'join', { name: 'Olle', profession: '', tracks: [] });
      }
      await pause(250);
    }
    for (const page of [...writers, ...readers]) page.close();
  },
};

const refusedForEver: Phase = {
  name: 'refusedForEver',
  says: 'five sockets far over their budget that never read the answers',
  finding: 5,
  async run(attack) {
    const pages = await openPages(attack, 5, (index) => `10.7.0.${index + 1}`);
    for (const page of pages) stopReading(page);
    while (isTime(attack)) {
      for (const page of pages) {
        if (!page.socket.connected) continue;
        for (let count = 0; count < 100; count += 1) shout(attack, page, 'leave', {});
      }
      await pause(100);
    }
    for (const page of pages) page.close();
  },
};

const costlyBodies: Phase = {
  name: 'costlyBodies',
  says: 'six sockets that send `prepare` with 5 000 keys each time',
  finding: 6,
  async run(attack) {
    const { callId } = await attack.target.makeSpace('Nycklar');
    const codec = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 };
    const bodyOf = (keys: number) => {
      const parameters = Object.fromEntries(
        Array.from({ length: keys }, (_, index) => [`k${index}`, 0]),
      );
      const codecs = [{ ...codec, preferredPayloadType: 100, parameters }];
      return { callId, personKey: 'A'.repeat(22), rtpCapabilities: { codecs } };
    };
    // The size of the original attack, and one just below the present limit of a request.
    const bodies = [bodyOf(5_000), bodyOf(1_600), bodyOf(60)];
    const client = async (address: string) => {
      let page = await openPage(attack, address);
      for (let turn = 0; isTime(attack); turn += 1) {
        const body = bodies[turn % bodies.length];
        const codes = await Promise.all(
          Array.from({ length: 10 }, () => ask(attack, page, 'prepare', body)),
        );
        if (codes.includes('closed')) page = await openPage(attack, address).catch(() => page);
        await pause(1_000);
      }
      page.close();
    };
    await Promise.all(Array.from({ length: 6 }, (_, index) => client(`10.8.0.${index + 1}`)));
  },
};

const fullMeeting: Phase = {
  name: 'fullMeeting',
  says: 'one address fills a meeting with 100 guests and a lobby with knocks; its convener joins after them',
  finding: 10,
  async run(attack) {
    const { callId } = await attack.target.makeSpace('Fullt');
    const address = '10.9.0.1';
    const pages = await openPages(attack, 100, () => address);
    const ids = await enterAll(attack, pages, callId);
    const convener = await openStaffPage(attack);
    await convener.prepare(callId).catch(() => undefined);
    const code = await ask(attack, convener, 'join', { name: 'Kalla', profession: '', tracks: [] });
    attack.tally.expect(
      code === 'granted',
      `a convener got in among ${ids.length} guests: ${code}`,
    );
    const others = await openPage(attack, '10.9.0.2');
    const guest = await others.enter(callId, 'Anhörig', [offer('microphone')]).then(
      () => 'granted',
      (error: unknown) => String(error),
    );
    attack.tally.expect(guest === 'granted', `a guest of another address got in: ${guest}`);
    for (const page of [...pages, convener, others]) page.close();
    await fillLobby(attack);
  },
};

async function openStaffPage(attack: Attack): Promise<Page> {
  const { cookie } = await attack.target.session();
  return openPage(attack, '10.9.9.9', { extraHeaders: { cookie } });
}

async function fillLobby(attack: Attack): Promise<void> {
  const { callId } = await attack.target.makeSpace('Väntrum', { lobby: 'everybody' });
  const convener = await openStaffPage(attack);
  await convener.enter(callId, 'Kalla');
  const knockers = await openPages(attack, 60, () => '10.9.0.3');
  const knocks = await Promise.all(
    knockers.map((page, index) =>
      ask(attack, page, 'knock', {
        callId,
        ...page.credentials,
        name: `Knack ${index}`,
        profession: '',
      }),
    ),
  );
  const honest = await openPage(attack, '10.9.0.4');
  const code = await ask(attack, honest, 'knock', {
    callId,
    ...honest.credentials,
    name: 'Anhörig',
    profession: '',
  });
  const waiting = knocks.filter((one) => one === 'granted').length;
  attack.tally.expect(code === 'granted', `an honest guest knocks beside ${waiting}: ${code}`);
  const count = convener.all('lobbyChanged').length;
  attack.tally.expect(count <= 70, `a convener was told ${count} times of a lobby`);
  for (const page of [...knockers, honest, convener]) page.close();
}

const equipmentTests: Phase = {
  name: 'equipmentTests',
  says: 'two addresses that open equipment tests repeatedly; somebody else wants one',
  finding: 14,
  async run(attack) {
    const pages = await openPages(attack, 20, (index) => `10.10.0.${(index % 2) + 1}`);
    let granted = 0;
    for (let turn = 1; isTime(attack); turn += 1) {
      for (const page of pages) {
        if ((await ask(attack, page, 'openTest', {})) === 'granted') granted += 1;
      }
      const honest = await openPage(attack, `10.10.9.${turn % 250}`).catch(() => undefined);
      if (honest !== undefined) {
        const code = await ask(attack, honest, 'openTest', {});
        attack.tally.expect(code === 'granted', `an honest person's equipment test: ${code}`);
        honest.close();
      }
      for (const page of pages) await ask(attack, page, 'leave', {});
      await pause(500);
    }
    attack.tally.send('tests granted', granted);
    for (const page of pages) page.close();
  },
};

export const meetingFloods = [
  reportPlayback,
  unreadJoins,
  refusedForEver,
  costlyBodies,
  fullMeeting,
  equipmentTests,
];
