// What the browser itself can do for a meeting (Media Session): its buttons do what they say, and show what is on.
import type { Page } from '@playwright/test';
import { connectByLink, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

interface MediaKeys {
  handlers: Record<string, ((details: object) => void) | null>;
  microphone?: boolean;
  camera?: boolean;
}
type WithKeys = typeof globalThis & { mediaKeys: MediaKeys };

/** Playwright cannot press the browser's own buttons: what the page tells the browser is kept, and called as it would be. */
async function watchMediaKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const keys: MediaKeys = { handlers: {} };
    (globalThis as WithKeys).mediaKeys = keys;
    const session = navigator.mediaSession as MediaSession & {
      setMicrophoneActive: (isOn: boolean) => unknown;
      setCameraActive: (isOn: boolean) => unknown;
    };
    const [setHandler, setMicrophone, setCamera] = [
      session.setActionHandler.bind(session),
      session.setMicrophoneActive.bind(session),
      session.setCameraActive.bind(session),
    ];
    session.setActionHandler = (action, handler) => {
      // Throws for what this browser does not know, and would never call.
      setHandler(action, handler);
      keys.handlers[action] = handler as ((details: object) => void) | null;
    };
    session.setMicrophoneActive = (isOn) => {
      keys.microphone = isOn;
      return setMicrophone(isOn);
    };
    session.setCameraActive = (isOn) => {
      keys.camera = isOn;
      return setCamera(isOn);
    };
  });
}

const press = (page: Page, action: string, details = {}) =>
  page.evaluate(([name, to]) => (globalThis as WithKeys).mediaKeys.handlers[name]?.(to), [
    action,
    details,
  ] as const);

const shown = (page: Page) =>
  page.evaluate(() => {
    const { microphone, camera } = (globalThis as WithKeys).mediaKeys;
    return { microphone, camera };
  });

const known = (page: Page) =>
  page.evaluate(() =>
    Object.entries((globalThis as WithKeys).mediaKeys.handlers)
      .filter(([, handler]) => handler !== null)
      .map(([action]) => action)
      .sort(),
  );

const ALL = ['enterpictureinpicture', 'hangup', 'togglecamera', 'togglemicrophone'];

test(
  'the browser’s own buttons mute, stop the camera, open the small window and leave, and show what is on',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Webbläsarens knappar');
    const karin = await person();
    await watchMediaKeys(karin);
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expect.poll(() => known(karin)).toEqual(ALL);
    await expect.poll(() => shown(karin)).toEqual({ microphone: true, camera: true });

    await press(karin, 'togglemicrophone');
    await expect(karin.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
    await expect(tileOf(lars, 'Karin')).toContainText('Mikrofonen är av');
    await expect.poll(() => shown(karin)).toEqual({ microphone: false, camera: true });
    // Safari says what it has done, and that is not undone.
    await press(karin, 'togglemicrophone', { isActivating: false });
    await expect(karin.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
    // Also when it is turned on elsewhere.
    await karin.getByRole('button', { name: 'Mikrofonen är av' }).click();
    await expect.poll(() => shown(karin)).toEqual({ microphone: true, camera: true });

    await press(karin, 'togglecamera');
    await expect(karin.getByRole('button', { name: 'Kameran är av' })).toBeVisible();
    await expect(tileOf(lars, 'Karin').locator('video')).toHaveCount(0);
    await expect.poll(() => shown(karin)).toEqual({ microphone: true, camera: false });
    await press(karin, 'togglecamera');
    await expect(tileOf(lars, 'Karin').locator('video')).toBeVisible();
    await expect.poll(() => shown(karin)).toEqual({ microphone: true, camera: true });

    const opened = karin.context().waitForEvent('page');
    await press(karin, 'enterpictureinpicture');
    const small = await opened;
    await expect(small.locator('.tile')).toContainText('Lars');

    const closed = small.waitForEvent('close');
    await press(karin, 'hangup');
    await closed;
    await expect(tileOf(lars, 'Karin')).toHaveCount(0);
    await expect.poll(() => known(karin)).toEqual([]);
  },
);
