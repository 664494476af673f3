// Ringing people up, as conveners see it; and being rung oneself.
import { randomUUID } from 'node:crypto';
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import { signIn } from '../../support/signIn.ts';
import { comes, tell } from '../../support/tell.ts';
import type { Scene } from '../studio.ts';
import { DARK, meet, openPeople, putToastAway } from './meeting.ts';

const call = (name: string, rest: Partial<RungCall> = {}): RungCall => ({
  id: randomUUID(),
  name,
  to: '+46 70 123 45 67',
  state: 'ringing',
  ...rest,
});

const CALLS: RungCall[] = [
  call('Elsa Ek', { state: 'notAccepted' }),
  call('Konferensrum Emmaboda', { to: 'sip:rum1@video.example.org', state: 'busy' }),
  call('Tolkförmedlingen i Kalmar län', {
    to: '+46 10 102 22 88',
    state: 'answered',
    role: { type: 'interpreter', language: 'so' },
  }),
  call('Nils Berglund', { to: '+46 480 ••• 511', isOwnPhone: true }),
];

export const ringingScenes: Record<string, Scene> = {
  async 'ringing-list'(studio) {
    const { anna } = await meet(studio, { others: 3, isConvener: true });
    await tell(anna, 'ringingChanged', { calls: CALLS.slice(3) });
    await anna.locator('.lobby-pill').waitFor();
    await studio.take(anna, 'ringing-pill', 'Somebody is rung up while the list is closed.', DARK);
    await openPeople(anna);
    await tell(anna, 'ringingChanged', { calls: CALLS });
    await anna.getByText('Tryckte aldrig 1').waitFor();
    await studio.take(
      anna,
      'ringing-list',
      'Whom the meeting rings, and what has come of it.',
      DARK,
    );
    await anna.getByRole('button', { name: /^Knappsats för Tolk/ }).click();
    for (const digit of ['1', '2', '3', 'Fyrkant'])
      await anna.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click();
    await studio.take(anna, 'ringing-keypad', 'The keys of a telephone.', DARK);
  },

  async 'ringing-dialog'(studio) {
    const { anna, space } = await meet(studio, { others: 3, isConvener: true });
    for (const [name, address] of [
      ['Elsa Ek', '070-123 45 67'],
      ['Tolkförmedlingen i Kalmar län', '010-102 22 88'],
    ])
      await anna.evaluate(
        async ([path, body]) =>
          void (await fetch(path ?? '', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: body ?? '',
          })),
        [
          `/api/spaces/${space.id}/people-to-ring`,
          JSON.stringify({ name, address, digits: '', role: null }),
        ],
      );
    await openPeople(anna);
    await anna.getByRole('button', { name: 'Ring upp', exact: true }).click();
    const dialog = anna.getByRole('dialog');
    await dialog.getByText('Elsa Ek').waitFor();
    await studio.take(anna, 'ringing-dialog', 'Whom to ring up.', DARK);
    await dialog.getByLabel('Telefonnummer').fill('0939-12 34 56');
    await dialog.getByLabel('Namn').fill('Tolk');
    await dialog.getByRole('button', { name: 'Ring upp', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await studio.take(anna, 'ringing-refused', 'A number that may not be rung.', DARK);
  },

  async 'ringing-saved'(studio) {
    await studio.server.createSpace('Vårdplanering Torsås');
    const page = await studio.page();
    await signIn(page);
    await page.goto('/spaces');
    await page
      .getByRole('button', { name: /^Mer om / })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Personer att ringa upp' }).click();
    const dialog = page.getByRole('dialog');
    for (const [name, number] of [
      ['Elsa Ek', '070-123 45 67'],
      ['Tolkförmedlingen i Kalmar län', '010-102 22 88,,123456#'],
    ] as const) {
      await dialog.getByLabel('Telefonnummer').fill(number);
      await dialog.getByLabel('Namn').fill(name);
      await dialog.getByRole('button', { name: 'Spara' }).click();
      await dialog.getByText(`${name} är sparad.`).waitFor();
    }
    // The list, not the field that has the focus.
    await page
      .getByRole('button', { name: /^Ring upp/ })
      .first()
      .focus();
    await studio.take(page, 'ringing-saved', 'The people to ring who are saved with a space.');
  },

  async 'ringing-me'(studio) {
    const { anna } = await meet(studio, { others: 3 });
    await anna.getByRole('button', { name: 'Inställningar' }).click();
    await anna.getByRole('dialog').getByRole('button', { name: 'Ring i stället' }).click();
    await anna.getByLabel('Ditt telefonnummer').fill('070-123 45 67');
    await studio.take(anna, 'ringing-me', 'Ringing in, or being rung.', DARK);
    await tell(anna, 'ringMeChanged', { state: 'answered' });
    await anna.getByText('Tryck 1 på telefonen').waitFor();
    await studio.take(anna, 'ringing-me-answered', 'One’s own telephone has been answered.', DARK);
  },

  async 'ringing-entered'(studio) {
    const { anna } = await meet(studio, { others: 3, isConvener: true });
    const participantId = await comes(anna, 'Tolkförmedlingen', {
      kind: 'phone',
      role: { type: 'interpreter', language: 'so' },
    });
    await putToastAway(anna);
    await openPeople(anna);
    await tell(anna, 'ringingChanged', {
      calls: [call('Tolkförmedlingen', { state: 'entered', participantId })],
    });
    const item = anna.getByRole('menuitem', { name: 'Knappsats' });
    const prepare = async () => {
      if (await item.isVisible()) await anna.keyboard.press('Escape');
      await anna.getByRole('button', { name: 'Mer för Tolkförmedlingen' }).click();
      await item.waitFor();
    };
    await studio.take(anna, 'ringing-entered', 'Somebody who was rung up and has come in.', {
      ...DARK,
      prepare,
    });
  },
};
