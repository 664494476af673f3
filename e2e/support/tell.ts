// Notices on a page as the server would send them, for what takes long or many people to bring about.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { NoticeName, Notices } from '@distansmote/shared/signalling/notices.ts';
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import type { Page } from '@playwright/test';

/** Before the page is opened. */
export async function holdWire(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        Object.assign(window, { wire: this });
      }
    };
  });
}

export async function tell<N extends NoticeName>(
  page: Page,
  name: N,
  body: Notices[N],
): Promise<void> {
  await page.evaluate(
    (notice) => {
      const { wire } = window as unknown as { wire: WebSocket };
      const data = `42${JSON.stringify(['notice', notice])}`;
      wire.dispatchEvent(new MessageEvent('message', { data }));
    },
    { name, body },
  );
}

/** Somebody of whom the page is only told. */
export async function comes(
  page: Page,
  name: string,
  rest: Partial<ParticipantDescription> = {},
): Promise<ParticipantId> {
  const id = randomUUID() as ParticipantId;
  const participant = participantCalled(name, { id, ...rest });
  await tell(page, 'participantJoined', { participant });
  return id;
}
