// After the meeting, however it ended.
import { chooseFor, leaveButton } from '../../support/meeting.ts';
import { signIn } from '../../support/signIn.ts';
import { LAYOUT_SIZES } from '../capture.ts';
import type { Scene } from '../studio.ts';
import { lead } from './leading.ts';
import { button, join, joinAndLeave, TWO_SIZES } from './ways.ts';

export const afterScenes: Record<string, Scene> = {
  async left({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await joinAndLeave(anna, callId, 'Anna Berg');
    await take(anna, 'left', 'After the meeting.');
    const lars = await page();
    await signIn(lars);
    await joinAndLeave(lars, callId, 'Lars Öberg');
    await button(lars, 'Behåll').waitFor();
    await take(lars, 'left-leading', 'Who led it is reminded to delete it.', {
      sizes: LAYOUT_SIZES,
    });
    await button(lars, 'Ta bort mötet').click();
    await lars.getByText('är borttaget').waitFor();
    await take(lars, 'left-deleted', 'And has deleted it.', { sizes: TWO_SIZES });
    await anna.goto(`/meeting/${callId}`);
    await anna.getByRole('heading', { name: 'Mötet finns inte' }).waitFor();
    await take(anna, 'meeting-deleted', 'A meeting that was deleted.', { sizes: TWO_SIZES });
  },

  async ended({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const lars = await lead(page, callId);
    const anna = await page();
    await join(anna, callId, 'Anna Berg');
    await leaveButton(anna).waitFor();
    await chooseFor(lars, 'Anna Berg', 'Ta bort ur mötet');
    await button(lars, 'Ta bort').click();
    await anna.getByRole('heading', { name: 'Du är inte längre med i mötet' }).waitFor();
    await take(anna, 'removed', 'Removed from the meeting.', { sizes: TWO_SIZES });
    const olle = await page();
    await join(olle, callId, 'Olle Lind');
    await leaveButton(olle).waitFor();
    await leaveButton(lars).click();
    await button(lars, 'Avsluta för alla').click();
    await olle.getByRole('heading', { name: 'Mötet är avslutat' }).waitFor();
    await take(olle, 'ended', 'The meeting was ended for everybody.', { sizes: TWO_SIZES });
    await lars.getByRole('heading', { name: 'Du har avslutat mötet' }).waitFor();
    await take(lars, 'ended-by-oneself', 'Who has ended it for everybody.', { sizes: TWO_SIZES });
  },

  async 'two-tabs'({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await join(anna, callId, 'Anna Berg');
    await leaveButton(anna).waitFor();
    const twin = await anna.context().newPage();
    await twin.goto(`/meeting/${callId}`);
    await button(twin, 'Fortsätt här').waitFor();
    await take(twin, 'elsewhere', 'The meeting is open in another tab.', { sizes: TWO_SIZES });
    await button(twin, 'Fortsätt här').click();
    await button(twin, 'Anslut').click();
    await anna.getByRole('heading', { name: 'Mötet fortsätter i en annan flik' }).waitFor();
    await take(anna, 'went-on-elsewhere', 'It goes on in the other tab.', { sizes: TWO_SIZES });
  },
};
