// The banner above the pictures: each kind of it.
import { allowHotPlugging, plugIn } from '../../support/hotPlugging.ts';
import { comes, tell } from '../../support/tell.ts';
import type { Scene } from '../studio.ts';
import { DARK, type Meeting, meet, type MeetingOptions, putToastAway } from './meeting.ts';

const bannered =
  (
    name: string,
    sentence: string,
    bring: (meeting: Meeting) => Promise<void>,
    options: MeetingOptions = {},
  ): Scene =>
  async (studio) => {
    const meeting = await meet(studio, { others: 3, ...options });
    await bring(meeting);
    await meeting.anna.locator('.room-notice:not(:empty)').first().waitFor();
    await studio.take(meeting.anna, name, sentence, DARK);
  };

const HEADSET = 'Jabra Evolve 20';

export const bannerScenes: Record<string, Scene> = {
  'room-banner-denied': async (studio) => {
    const { anna } = await meet(studio, { others: 3, isDenied: true });
    const sentence = 'The browser has refused camera and microphone.';
    await studio.take(anna, 'room-banner-denied', sentence, DARK);
    await anna.locator('.room-check-button').click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-device-help', 'How to get camera and microphone going.', DARK);
  },

  'room-banner-weak': bannered('room-banner-weak', 'The line is weak.', ({ anna, annaId }) =>
    tell(anna, 'connectionChanged', { participantId: annaId, connection: 'poor' }),
  ),

  'room-banner-reconnecting': bannered(
    'room-banner-reconnecting',
    'The connection is lost.',
    async ({ anna }) => {
      await anna.context().setOffline(true);
      await anna.evaluate(() => (window as unknown as { wire: WebSocket }).wire.close());
      await anna.getByText('Förbindelsen är bruten').waitFor();
    },
  ),

  'room-banner-muted': bannered(
    'room-banner-muted',
    'A convener has muted the microphone.',
    ({ anna }) => tell(anna, 'muted', { byName: 'Karin Nurminen' }),
  ),

  'room-banner-sound-asked': bannered(
    'room-banner-sound-asked',
    'A convener asks for sound.',
    async ({ anna }) => {
      await anna.getByRole('button', { name: /^Mikrofon/ }).click();
      await tell(anna, 'soundAsked', { by: 'Karin Nurminen' });
    },
  ),

  'room-banner-new-device': bannered(
    'room-banner-new-device',
    'A headset was plugged in.',
    async ({ anna }) => {
      await plugIn(anna, HEADSET);
      await anna.getByText('kopplades in').waitFor();
    },
    { before: (page) => allowHotPlugging(page, [HEADSET]) },
  ),

  'room-banner-share-failed': bannered(
    'room-banner-share-failed',
    'The screen could not be shared.',
    async ({ anna }) => {
      await anna.getByRole('button', { name: 'Dela skärm' }).click();
      await anna.getByText('Skärmen kunde inte delas').waitFor();
    },
    {
      before: (page) =>
        page.addInitScript(() => {
          navigator.mediaDevices.getDisplayMedia = () =>
            Promise.reject(new DOMException('no', 'NotReadableError'));
        }),
    },
  ),

  'room-banner-by-telephone': bannered(
    'room-banner-by-telephone',
    'Sound goes by telephone.',
    async ({ anna }) => {
      await tell(anna, 'linkedPhoneChanged', { linkedPhone: { isMuted: false, isTurned: false } });
      await anna.getByText('Du hör och talar genom telefonen.').waitFor();
    },
  ),

  'room-banner-room-picture': bannered(
    'room-banner-room-picture',
    'To conveners: a room system does not see everybody.',
    async ({ anna }) => {
      await comes(anna, 'Konferensrum Emmaboda', { kind: 'room', pictureLimit: 'oneTile' });
      await putToastAway(anna);
    },
    { isConvener: true },
  ),
};
