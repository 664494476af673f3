// The lobby, and not being let in.
import type { Scene } from '../studio.ts';
import { lead } from './leading.ts';
import { button, join, TWO_SIZES } from './ways.ts';

export const waitingScenes: Record<string, Scene> = {
  async lobby({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås', { lobby: 'everybody' });
    const anna = await page();
    await join(anna, callId, 'Anna Berg');
    await button(anna, 'Sluta vänta').waitFor();
    await take(anna, 'lobby', 'Waiting to be let in; nobody is there yet who could do it.');
    const lars = await lead(page, callId);
    await button(lars, 'Säg något till dem som väntar').click();
    await lars.getByLabel('Säg något till dem som väntar').fill('Vi är klara om tio minuter.');
    await button(lars, 'Skicka').click();
    await anna.getByText('Vi är klara om tio minuter.').waitFor();
    await take(anna, 'lobby-word', 'Who leads the meeting has written to those who wait.');
    const john = await page({ locale: 'en-GB' });
    await john.goto(`/meeting/${callId}`);
    await john.getByLabel('Name', { exact: true }).fill('John Smith');
    await button(john, 'Join').click();
    await button(john, 'Stop waiting').waitFor();
    await take(john, 'lobby-english', 'Waiting, in English.', { sizes: TWO_SIZES });
    await button(lars, 'Avvisa Anna Berg').click();
    await anna.getByRole('heading', { name: 'Du släpptes inte in' }).waitFor();
    await take(anna, 'denied', 'Not let in.', { sizes: TWO_SIZES });
  },
};
