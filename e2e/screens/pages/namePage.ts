// The page that asks for a name.
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { leaveButton } from '../../support/meeting.ts';
import { openCallInstead } from '../../support/telephones.ts';
import { LAYOUT_SIZES } from '../capture.ts';
import type { Scene } from '../studio.ts';
import { lead } from './leading.ts';
import { button, join, joinAndLeave, TWO_SIZES } from './ways.ts';

export const nameScenes: Record<string, Scene> = {
  async name({ server, page, take }) {
    const space = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await anna.goto(`/meeting/${space.callId}`);
    await anna.locator('video').waitFor();
    await anna.locator('.meter-words', { hasText: /./ }).waitFor();
    await take(anna, 'name', 'On the way in: the name, and oneself in the picture.', {
      sizes: LAYOUT_SIZES,
    });
    await take(anna, 'name-forced-colours', 'The same in forced colours.', {
      sizes: TWO_SIZES,
      themes: ['light'],
      hasForcedColours: true,
    });
    await button(anna, 'Jag är tolk').click();
    await anna.getByLabel('Tolk eller skrivtolk').selectOption('Tolk');
    await anna.getByLabel('Språk', { exact: true }).selectOption('somaliska');
    await take(anna, 'name-interpreter', 'Somebody interprets.');
    // Several share a device, so hardly by an interpreter.
    await anna.reload();
    await anna.locator('.meter-words', { hasText: /./ }).waitFor();
    await button(anna, 'Vi är flera här').click();
    await anna.getByLabel('Vilka sitter du med?').fill('Stina, Per-Olof');
    await take(anna, 'name-several', 'Several at one computer.');
    await button(anna, 'Anslut').click();
    await anna.locator('[aria-invalid="true"]').waitFor();
    await take(anna, 'name-missing', 'No name was given.');
    await button(anna, 'Kameran är på').click();
    await button(anna, 'Mikrofonen är på').click();
    await take(anna, 'name-off', 'Camera and microphone are off.', { sizes: TWO_SIZES });
    const john = await page({ locale: 'en-GB' });
    await john.goto(space.guestLink);
    await john.locator('video').waitFor();
    await take(john, 'name-english', 'By the link of the invitation, in English.');
  },

  async 'name-again'({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await joinAndLeave(anna, callId, 'Anna Berg');
    await anna.goto(`/meeting/${callId}`);
    await anna.locator('video').waitFor();
    await anna.locator('.meter-words', { hasText: /./ }).waitFor();
    await take(anna, 'name-remembered', 'The name is remembered in this browser.');
    await button(anna, 'Inställningar').click();
    await anna.getByRole('dialog').locator('video').waitFor();
    await take(anna, 'settings', 'Devices are chosen before the meeting.', { sizes: LAYOUT_SIZES });
    await anna.keyboard.press('Escape');
    await anna.context().setOffline(true);
    await button(anna, 'Anslut').click();
    await anna.getByRole('alert').waitFor();
    await take(anna, 'name-offline', 'The connection was lost on the way in.');
  },

  async 'name-without'({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const denied = await page({ isDenied: true });
    await denied.goto(`/meeting/${callId}`);
    await denied.getByText('Webbläsaren får inte använda').waitFor();
    await take(denied, 'name-denied', 'The browser may not use camera and microphone.');
    const bare = await page();
    await bare.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('none', 'NotFoundError'));
    });
    await bare.goto(`/meeting/${callId}`);
    await bare.getByText('Vi hittar inte').waitFor();
    await take(bare, 'name-no-devices', 'There is no camera, and no microphone.', {
      sizes: TWO_SIZES,
    });
    const old = await page();
    await old.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
    await old.goto(`/meeting/${callId}`);
    await old.getByText('Den här webbläsaren fungerar inte').waitFor();
    await take(old, 'browser-unsupported', 'A browser without WebRTC.', { sizes: TWO_SIZES });
  },

  async 'name-refused'({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const lars = await lead(page, callId);
    await button(lars, 'Lås mötet').click();
    await button(lars, 'Lås upp mötet').waitFor();
    const anna = await page();
    await join(anna, callId, 'Anna Berg');
    await anna.getByRole('alert').waitFor();
    await take(anna, 'name-locked', 'The meeting is locked.');
  },

  async 'number-unchecked'({ page, take, onEnd }) {
    // Of its own, so that the guesses throttle nothing else.
    const server = await ServerProcess.start();
    onEnd(() => server.stop());
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    await Promise.all(
      Array.from({ length: 40 }, (_, guess) =>
        fetch(`${server.url}/api/meetings/${100_000_000 + guess}`),
      ),
    );
    const anna = await page({ baseURL: server.url });
    await anna.goto(`/meeting/${callId}`);
    await anna.getByText('Du som bara har numret behöver bli insläppt').waitFor();
    await anna.locator('video').waitFor();
    await take(anna, 'name-unchecked', 'Too many wrong numbers: who has only one must knock.');
    await join(anna, callId, 'Anna Berg');
    await button(anna, 'Sluta vänta').waitFor();
    await take(anna, 'lobby-unchecked', 'And waits, without knowing whether the number is right.');
  },

  async 'call-instead'({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await join(anna, callId, 'Anna Berg');
    await leaveButton(anna).waitFor();
    await openCallInstead(anna);
    await take(anna, 'call-instead', 'Calling in, so that the sound goes by telephone.');
  },
};
