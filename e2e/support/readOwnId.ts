// A person's id in the meeting, as their page is told it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Page } from '@playwright/test';

/** Before the page is opened. The reply to `prepare` says it. */
export function readOwnId(page: Page): Promise<ParticipantId> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        const id = /^43\d+.*?"participantId":"([\w-]+)"/.exec(payload.toString())?.[1];
        if (id !== undefined) resolve(id as ParticipantId);
      }),
    );
  });
}
