// The panels at the right: people, the lobby, hands, chats.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Page } from '@playwright/test';
import { comes, tell } from '../../support/tell.ts';
import type { Scene } from '../studio.ts';
import { LAYOUT } from './layouts.ts';
import { DARK, meet, openPeople, putToastAway } from './meeting.ts';

const guest = (name: string, rest: Partial<LobbyGuest> = {}): LobbyGuest => ({
  id: crypto.randomUUID() as ParticipantId,
  kind: 'browser',
  name,
  profession: '',
  ...rest,
});

const LOBBY: LobbyGuest[] = [
  guest('Maja Sandberg', { profession: 'Dietist', hasLink: true }),
  guest('Anders Hjelm', { profession: 'Sjuksköterska' }),
  guest('+46701234567', { kind: 'phone' }),
  guest('Konferensrum Emmaboda', { kind: 'room' }),
  guest('Ylva Norén', { profession: 'Logoped', companions: ['Per Alm', 'Stina Ek'] }),
  guest('Nils Berglund', { profession: 'Anhörig', wasRemoved: true }),
  guest('Inger Dahl', { profession: 'Samordnare' }),
];

let said = 0;

function say(
  page: Page,
  from: { id: ParticipantId; name: string },
  text: string,
  to?: ParticipantId,
) {
  said += 1;
  return tell(page, 'messageSent', {
    message: {
      id: crypto.randomUUID(),
      from: from.id,
      fromName: from.name,
      to: to ?? 'everybody',
      text,
      // In this order, also among those that are really sent.
      sentAt: Date.now() + said,
    },
  });
}

export const panelScenes: Record<string, Scene> = {
  async 'room-people'(studio) {
    const { anna, actors } = await meet(studio, { others: 6 });
    await comes(anna, '+46480445511', { kind: 'phone' });
    await comes(anna, 'Konferensrum Emmaboda', { kind: 'room', pictureLimit: 'oneTile' });
    await comes(anna, 'Ylva Norén', { profession: 'Logoped', companions: ['Per Alm', 'Stina Ek'] });
    await putToastAway(anna);
    await tell(anna, 'speakersChanged', { speakerIds: actors[0] ? [actors[0].id] : [] });
    await openPeople(anna);
    await studio.take(anna, 'room-people', 'The participants, as a guest sees them.', DARK);
  },

  async 'room-people-convener'(studio) {
    const { anna, actors } = await meet(studio, { others: 5, isConvener: true });
    await comes(anna, '+46480445511', { kind: 'phone' });
    for (const place of [3, 0, 2]) await actors[place]?.raiseHand();
    await putToastAway(anna);
    await openPeople(anna);
    await anna.getByRole('heading', { name: 'Räcker upp handen' }).waitFor();
    const sentence = 'The participants, as a convener sees them: three have a hand up.';
    await studio.take(anna, 'room-people-convener', sentence, DARK);
    await studio.take(anna, 'room-people-forced-colours', 'The same in forced colours.', {
      ...DARK,
      hasForcedColours: true,
    });
    const menu = anna.getByRole('menuitem', { name: 'Ta bort ur mötet' });
    const prepare = async () => {
      if (await menu.isVisible()) await anna.keyboard.press('Escape');
      await anna.getByRole('button', { name: 'Mer för Lars Öberg' }).click();
      await menu.waitFor();
    };
    await studio.take(anna, 'room-person-menu', 'What a convener can do with one person.', {
      ...DARK,
      prepare,
    });
    await menu.click();
    await anna.getByRole('button', { name: 'Ta bort och lås' }).waitFor();
    await studio.take(anna, 'room-remove', 'Before somebody is removed.', DARK);
    await anna.keyboard.press('Escape');
    await anna.getByRole('button', { name: 'Mer för mötet' }).click();
    await anna.getByRole('menuitem', { name: 'Avsluta för alla' }).click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-end', 'Before the meeting is ended for everybody.', DARK);
  },

  async 'room-people-english'(studio) {
    const { anna } = await meet(studio, { others: 5, isConvener: false, locale: 'en-GB' });
    await openPeople(anna);
    await studio.take(anna, 'room-people-english', 'The participants, in English.', DARK);
  },

  async 'room-hands'(studio) {
    const { anna, actors } = await meet(studio, { others: 5 });
    for (const place of [3, 0]) await actors[place]?.raiseHand();
    await anna.getByRole('button', { name: 'Räck upp handen' }).click();
    await putToastAway(anna);
    await openPeople(anna);
    await anna.getByRole('heading', { name: 'Räcker upp handen' }).waitFor();
    await studio.take(anna, 'room-hands', 'Three hands, of which one is mine.', DARK);
  },

  async 'room-lobby'(studio) {
    const { anna } = await meet(studio, { others: 3, isConvener: true });
    await tell(anna, 'lobbyChanged', { lobby: LOBBY.slice(0, 1) });
    await anna.locator('.lobby-pill').waitFor();
    await studio.take(anna, 'room-lobby-one', 'One person waits in the lobby.', DARK);
    await tell(anna, 'lobbyChanged', { lobby: LOBBY });
    await anna.getByText('7 väntar').waitFor();
    await studio.take(anna, 'room-lobby-pill', 'Seven wait in the lobby.', LAYOUT);
    await anna.getByRole('button', { name: '7 väntar' }).click();
    await anna.getByRole('heading', { name: '7 väntar' }).waitFor();
    await studio.take(anna, 'room-lobby', 'The lobby in the panel.', LAYOUT);
  },

  async 'room-locked'(studio) {
    const { anna } = await meet(studio, { others: 3, isConvener: true });
    await openPeople(anna);
    await anna.getByRole('button', { name: 'Lås mötet' }).click();
    await anna.getByRole('button', { name: 'Stäng', exact: true }).click();
    await anna.locator('.lobby-pill').waitFor();
    await studio.take(anna, 'room-locked', 'The meeting is locked.', DARK);
  },

  async 'room-chat'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    const [karin, lars, elsa] = actors.map(({ id }, place) => ({
      id,
      name: ['Karin Nurminen', 'Lars Öberg', 'Elsa Lindqvist', 'Mohammed Haddad'][place] ?? '',
    }));
    if (!karin || !lars || !elsa) return;
    await anna.getByRole('button', { name: /^Chatt/ }).click();
    await anna.getByLabel('Ditt meddelande').waitFor();
    await studio.take(anna, 'room-chat-empty', 'A chat before its first message.', DARK);
    await say(anna, karin, 'Hej alla! Ser ni planen?');
    await say(anna, karin, 'Den ligger också här: https://www.1177.se/Kalmar');
    await say(anna, lars, 'Ja, tack. Jag ser sidan om hemtjänst.');
    await anna.getByLabel('Ditt meddelande').fill('Bra. Då börjar vi med läkemedlen.');
    await anna.keyboard.press('Enter');
    await say(
      anna,
      elsa,
      'Mamma undrar om hon kan få sin dosett på tisdagar i stället, eftersom hemtjänsten kommer tidigt på måndagar.',
    );
    await anna.getByText('Mamma undrar').waitFor();
    await studio.take(anna, 'room-chat', 'The chat with everybody.', DARK);
    await anna.getByRole('button', { name: 'Stäng', exact: true }).click();
    await anna
      .getByRole('button', { name: /^Karin Nurminen/ })
      .first()
      .click();
    await anna.getByLabel('Ditt meddelande').fill('Har du listan över läkemedel?');
    await anna.keyboard.press('Enter');
    await say(anna, karin, 'Ja, jag delar den strax.', karin.id);
    await studio.take(anna, 'room-chat-one', 'A chat with one person.', DARK);
  },

  async 'room-unread'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    const [karin] = actors;
    if (karin === undefined) return;
    const from = { id: karin.id, name: 'Karin Nurminen' };
    await say(anna, from, 'Hej alla! Ser ni planen?');
    await say(anna, from, 'Den ligger på första sidan.');
    const prepare = async () => {
      const toast = anna.locator('.toast');
      if (await toast.isVisible()) return;
      await say(anna, from, 'Ser ni?');
      await toast.waitFor();
    };
    const sentence = 'A message has come: a toast, and the number on the button.';
    await studio.take(anna, 'room-toast', sentence, { ...DARK, prepare });
  },
};
