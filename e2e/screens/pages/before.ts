// Before a meeting: the equipment test, and a meeting that is not open yet.
import type { Scene } from '../studio.ts';
import { button, TWO_SIZES } from './ways.ts';

const tomorrow = () => new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();

export const beforeScenes: Record<string, Scene> = {
  async equipment({ page, take }) {
    const anna = await page();
    await anna.goto('/equipment');
    await button(anna, 'Starta testet').waitFor();
    await take(anna, 'equipment-start', 'Before the equipment test.', { sizes: TWO_SIZES });
    await button(anna, 'Starta testet').click();
    await anna.getByText('Nätverket fungerar för möten').waitFor({ timeout: 120_000 });
    await button(anna, 'Spela ett testljud').click();
    await button(anna, 'Nej, inget hördes').click();
    await take(anna, 'equipment', 'Its results; no sound was heard.', { isWhole: true });
    const denied = await page({ isDenied: true });
    await denied.goto('/equipment');
    await button(denied, 'Starta testet').click();
    await denied.getByText('Webbläsaren får inte använda').waitFor();
    await take(denied, 'equipment-denied', 'The browser may not use camera and microphone.', {
      isWhole: true,
      sizes: TWO_SIZES,
    });
  },

  async early({ server, page, take }) {
    const { callId } = await server.createSpace('Uppföljning', { startsAt: tomorrow() });
    const anna = await page();
    await anna.goto(`/meeting/${callId}`);
    await anna.getByLabel('Ditt namn').waitFor();
    await take(anna, 'early', 'Too early: when it begins, and when one may come in.');
    await button(anna, 'Bekräfta att du fått inbjudan').click();
    await anna.locator('[aria-invalid="true"]').waitFor();
    await take(anna, 'early-missing', 'Confirming without a name.', { sizes: TWO_SIZES });
    await anna.getByLabel('Ditt namn').fill('Anna Berg');
    await button(anna, 'Bekräfta att du fått inbjudan').click();
    await anna.getByText('Tack, Anna Berg!').waitFor();
    await take(anna, 'early-confirmed', 'The invitation is confirmed.', { sizes: TWO_SIZES });
    const john = await page({ locale: 'en-GB', timezoneId: 'America/New_York' });
    await john.goto(`/meeting/${callId}`);
    await john.getByLabel('Your name').waitFor();
    await take(john, 'early-english', 'Too early, in English and in another time zone.', {
      sizes: TWO_SIZES,
    });
  },

  async confirm({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await anna.goto(`/meeting/${callId}`);
    await button(anna, 'Bekräfta att du fått inbjudan').click();
    await anna.getByLabel('Ditt namn').waitFor();
    await take(anna, 'confirm', 'The invitation to a meeting without a time is confirmed.', {
      sizes: TWO_SIZES,
    });
  },
};
