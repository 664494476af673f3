// A guest's whole way in Arabic, from right to left.
import { chooseLanguage } from '../../support/language.ts';
import { button, TWO_SIZES } from '../pages/ways.ts';
import type { Scene } from '../studio.ts';
import { DARK, meet, putToastAway } from './meeting.ts';

const DARK_AT_TWO = { ...DARK, sizes: TWO_SIZES };

export const arabicScenes: Record<string, Scene> = {
  async 'arabic-way-in'({ server, page, take }) {
    const space = await server.createSpace('Vårdplanering Torsås');
    const maryam = await page();
    await maryam.goto('/');
    await maryam.locator('.language').click();
    await maryam.getByRole('dialog').waitFor();
    await take(maryam, 'arabic-languages', 'The list of languages.', { sizes: TWO_SIZES });
    await maryam.keyboard.press('Escape');
    await chooseLanguage(maryam, 'ar');
    await maryam.getByText('نلتقي عن بُعد').waitFor();
    await take(maryam, 'arabic-start', 'The start page in Arabic.');
    await maryam.getByRole('link', { name: /^انضمام/ }).click();
    await maryam.getByRole('textbox').pressSequentially('٧٨٧٥٤');
    await button(maryam, 'متابعة').click();
    await maryam.locator('[aria-invalid="true"]').waitFor();
    await take(maryam, 'arabic-call-id', 'A call ID that is too short.', { sizes: TWO_SIZES });
    await maryam.goto(`/meeting/${space.callId}`);
    await maryam.getByLabel('الاسم', { exact: true }).fill('مريم الحسن');
    await take(maryam, 'arabic-name', 'The name page in Arabic.');
    await maryam.goto('/equipment');
    await maryam.getByRole('heading', { level: 1 }).waitFor();
    await take(maryam, 'arabic-equipment', 'The equipment test in Arabic.', {
      sizes: TWO_SIZES,
      isWhole: true,
    });
    await maryam.goto('/meeting/100000001');
    await maryam.getByText('الاجتماع غير موجود').waitFor();
    await take(maryam, 'arabic-unknown', 'No such meeting.', { sizes: TWO_SIZES });
  },

  async 'arabic-early'({ server, page, take }) {
    const startsAt = '2031-12-02T13:05:00.000Z';
    const space = await server.createSpace('Vårdplanering Torsås', { startsAt });
    const maryam = await page({ locale: 'ar' });
    await maryam.goto(`/meeting/${space.callId}`);
    await maryam.getByText('لم يُفتح الاجتماع بعد').waitFor();
    await take(maryam, 'arabic-early', 'Before the meeting opens.', { sizes: TWO_SIZES });
  },

  async 'arabic-lobby'(studio) {
    const space = await studio.server.createSpace('Vårdplanering Torsås', { lobby: 'everybody' });
    const maryam = await studio.page({ locale: 'ar' });
    await maryam.goto(`/meeting/${space.callId}`);
    await maryam.getByLabel('الاسم', { exact: true }).fill('مريم الحسن');
    await button(maryam, 'انضمام').click();
    await maryam.getByText('أنت تنتظر السماح بالدخول').waitFor();
    await studio.take(maryam, 'arabic-lobby', 'Waiting to be let in.', { sizes: TWO_SIZES });
  },

  async 'arabic-room'(studio) {
    const { anna } = await meet(studio, { others: 4, locale: 'ar' });
    await putToastAway(anna).catch(() => undefined);
    await studio.take(anna, 'arabic-room', 'The meeting in Arabic.', DARK);
    await anna
      .getByRole('button', { name: /مشاركين$/ })
      .first()
      .click();
    await anna.getByRole('heading', { name: 'المشاركون' }).waitFor();
    await studio.take(anna, 'arabic-people', 'The list of participants.', DARK_AT_TWO);
    await anna.keyboard.press('Escape');
    await anna
      .getByRole('button', { name: /^محادثة/ })
      .first()
      .click();
    await anna.getByRole('textbox').fill('مرحبًا، هل تسمعونني؟');
    await anna.keyboard.press('Enter');
    await anna.getByRole('textbox').fill('Hello, 787 544 182!');
    await anna.keyboard.press('Enter');
    await studio.take(anna, 'arabic-chat', 'Messages in two directions.', DARK_AT_TWO);
    await anna.keyboard.press('Escape');
    const more = button(anna, 'المزيد');
    await more.click();
    await studio.take(anna, 'arabic-more', 'The menu in Arabic.', {
      ...DARK_AT_TWO,
      prepare: async () => {
        if ((await more.getAttribute('aria-expanded')) !== 'true') await more.click();
      },
    });
    await anna.keyboard.press('Escape');
    await button(anna, 'مغادرة الاجتماع').click();
    await anna.getByText('لقد غادرت الاجتماع').waitFor();
    await studio.take(anna, 'arabic-left', 'After the meeting.', { sizes: TWO_SIZES });
  },
};
