// A server with captions, telephones that speak in its meetings, and what pages read of them.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import { afterEach, vi } from 'vitest';
import type { Page } from '../browser/page.ts';
import { freePort } from '../network/ports.ts';
import { sharedServer } from '../server/sharedServer.ts';
import { trunkSettings } from '../telephone/trunkSettings.ts';
import { SpeakingPhone } from './speakingPhone.ts';

export const CAPTION_WAIT = { timeout: 30_000, interval: 50 };

const bodiesOf = <Name extends keyof Notices>(page: Page, wanted: Name): Notices[Name][] =>
  page.notices.flatMap(({ name, body }) => (name === wanted ? [body as Notices[Name]] : []));

/** Await it at the top of a test file. @param settings beside those of telephones. */
export async function captionTests(settings: Record<string, string>) {
  const sipPort = await freePort();
  const shared = await sharedServer({ ...trunkSettings(sipPort), ...settings });
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  return {
    ...shared,
    sipPort,
    /** After the test. */
    stopAfter: (stop: () => unknown) => void stops.push(stop),

    /** @param page of somebody who is there already. @returns a telephone that speaks, and its id. */
    async phoneIn(callId: string, page: Page, codec: 'PCMA' | 'G722' = 'PCMA') {
      const before = bodiesOf(page, 'participantJoined').length;
      const number = `+4648044551${before}`;
      const phone = await SpeakingPhone.join(sipPort, callId, { number, codec });
      stops.push(() => phone.close());
      const id = await vi.waitFor((): ParticipantId => {
        const joined = bodiesOf(page, 'participantJoined')[before];
        if (joined === undefined) throw new Error('the telephone has not come');
        return joined.participant.id;
      }, CAPTION_WAIT);
      return { phone, id };
    },

    lines: (page: Page) => bodiesOf(page, 'captionSpoken'),

    finished: (page: Page, id: ParticipantId) =>
      bodiesOf(page, 'captionSpoken')
        .filter(({ isFinal, participantId }) => isFinal && participantId === id)
        .map(({ text }) => text),

    /** What the page was told of captions, one after the other. */
    told: (page: Page) =>
      bodiesOf(page, 'captionsChanged').map(({ captions }) => {
        if (captions === null) return 'off';
        return captions.isFailing === true ? 'failing' : 'on';
      }),
  };
}
