// Choosing devices, plugging them in and out, and what the browser does to the audio.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  camera,
  FakeComputer,
  type FakeTrack,
  loudspeaker,
  microphone,
} from '@distansmote/testkit/browser/fakeComputer.ts';
import { createLocalMedia, type LocalMedia } from './localMedia.ts';

let computer: FakeComputer;
let localMedia: LocalMedia;

beforeEach(() => {
  computer = new FakeComputer([
    camera('built-in camera'),
    camera('usb camera'),
    microphone('built-in microphone'),
    microphone('headset', 'Headset'),
    loudspeaker('headset out', 'Headset'),
  ]);
  vi.stubGlobal('HTMLMediaElement', { prototype: {} });
  localMedia = createLocalMedia();
});
afterEach(() => {
  localMedia.close();
  vi.unstubAllGlobals();
});

const trackOf = (which: 'camera' | 'microphone') => {
  const device = localMedia.store.getState()[which];
  return 'mediaTrack' in device ? (device.mediaTrack as unknown as FakeTrack) : undefined;
};
const used = (which: 'camera' | 'microphone') => trackOf(which)?.device.deviceId;
const is = (which: 'camera' | 'microphone') => localMedia.store.getState()[which].type;
const events = () => localMedia.events.getState().events;
const told = () =>
  events().map((one) =>
    one.type === 'replaced'
      ? `${one.kind}: ${one.lost?.label ?? '–'} → ${one.now?.label ?? '–'}`
      : `${one.kind}: ${one.device.label} ${one.type}`,
  );

async function opened(): Promise<void> {
  localMedia.open();
  await vi.waitFor(() => expect([is('camera'), is('microphone')]).toEqual(['on', 'on']));
  await vi.waitFor(() =>
    expect(localMedia.list.getState().microphone.devices.length).toBeGreaterThan(0),
  );
}

/** The next visit in the same browser. */
async function visitAgain(): Promise<void> {
  localMedia.close();
  localMedia = createLocalMedia();
  await opened();
}

test('a chosen device replaces the one in use, and is remembered', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  localMedia.chooseMicrophone('headset');
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  await vi.waitFor(() => expect(used('microphone')).toBe('headset'));
  expect(computer.live).toHaveLength(2);
  await visitAgain();
  expect([used('camera'), used('microphone')]).toEqual(['usb camera', 'headset']);
});

test('a choice is remembered though the page is left before the device has opened', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  await visitAgain();
  expect(used('camera')).toBe('usb camera');
});

test('on the next visit a device that is gone is requested in a way that allows another', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  localMedia.close();
  computer.unplug('usb camera');
  localMedia = createLocalMedia();
  await opened();
  expect(used('camera')).toBe('built-in camera');
  expect(JSON.stringify(computer.asked.at(-1))).not.toContain('exact');
});

test('if it disappears in the middle of the request, another is used as well', async () => {
  await opened();
  localMedia.toggleCamera();
  localMedia.chooseCamera('usb camera');
  computer.devices = computer.devices.filter(({ deviceId }) => deviceId !== 'usb camera');
  localMedia.toggleCamera();
  await vi.waitFor(() => expect(used('camera')).toBe('built-in camera'));
});

test('a device picked in the prompt of Firefox stays, also after off and on', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  localMedia.close();
  computer.isAllowed = false;
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Firefox/153.0');
  localMedia = createLocalMedia();
  await opened();
  expect(used('camera')).toBe('built-in camera');
  localMedia.toggleCamera();
  localMedia.toggleCamera();
  await vi.waitFor(() => expect(used('camera')).toBe('built-in camera'));
});

test('a wrong device is replaced once the browser names the devices', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  localMedia.close();
  computer.isAllowed = false;
  localMedia = createLocalMedia();
  await opened();
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  expect(events()).toEqual([]);
});

test('where only one can be open at a time, the first is closed before the second opens', async () => {
  await opened();
  computer.opensOneOnly = true;
  localMedia.chooseCamera('usb camera');
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  expect(events()).toEqual([]);
});

test('a device in use by another program leaves everything as it was, with a message', async () => {
  await opened();
  computer.busy.add('usb camera');
  localMedia.chooseCamera('usb camera');
  await vi.waitFor(() => expect(told()).toEqual(['camera: usb camera wouldNotStart']));
  await vi.waitFor(() => expect(is('camera')).toBe('on'));
  expect(used('camera')).toBe('built-in camera');
  await visitAgain();
  expect(used('camera')).toBe('built-in camera');
});

test('also if it is not the one that the browser would pick first', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
  computer.busy.add('built-in camera');
  localMedia.chooseCamera('built-in camera');
  await vi.waitFor(() => expect(told()).toEqual(['camera: built-in camera wouldNotStart']));
  expect([is('camera'), used('camera')]).toEqual(['on', 'usb camera']);
});

test('a muted microphone stays muted, whatever is chosen', async () => {
  await opened();
  localMedia.toggleMicrophone();
  localMedia.chooseMicrophone('headset');
  await vi.waitFor(() => expect(used('microphone')).toBe('headset'));
  localMedia.setSoundProcessing({ noiseSuppression: false });
  await vi.waitFor(() => expect(trackOf('microphone')?.settings.noiseSuppression).toBe(false));
  expect(is('microphone')).toBe('muted');
  expect(computer.live.filter(({ kind }) => kind === 'audio')).toHaveLength(1);
  expect(trackOf('microphone')?.enabled).toBe(false);
});

test('a choice opens nothing that is off, and applies when it is switched on', async () => {
  await opened();
  localMedia.toggleCamera();
  localMedia.chooseCamera('usb camera');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(is('camera')).toBe('off');
  localMedia.toggleCamera();
  await vi.waitFor(() => expect(used('camera')).toBe('usb camera'));
});

test('a camera that is switched off while another is being opened stays off', async () => {
  await opened();
  localMedia.chooseCamera('usb camera');
  localMedia.toggleCamera();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(is('camera')).toBe('off');
  expect(computer.live.map(({ kind }) => kind)).toEqual(['audio']);
});

test('of several quick choices the last one wins', async () => {
  await opened();
  localMedia.chooseMicrophone('headset');
  localMedia.chooseMicrophone('built-in microphone');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(used('microphone')).toBe('built-in microphone');
  expect(computer.live).toHaveLength(2);
});

test('a device whose id has changed is found by its label', async () => {
  await opened();
  localMedia.chooseMicrophone('headset');
  await vi.waitFor(() => expect(used('microphone')).toBe('headset'));
  localMedia.close();
  computer.devices = [microphone('new 1', 'Other'), microphone('new 2', 'Headset'), camera('c')];
  computer.isAllowed = false;
  localMedia = createLocalMedia();
  await opened();
  await vi.waitFor(() => expect(used('microphone')).toBe('new 2'));
  // Known by the new id from now on.
  await visitAgain();
  expect(used('microphone')).toBe('new 2');
});

test('if a device in use is unplugged, another takes over, still muted, with a message', async () => {
  await opened();
  localMedia.chooseMicrophone('headset');
  await vi.waitFor(() => expect(used('microphone')).toBe('headset'));
  localMedia.toggleMicrophone();
  computer.unplug('headset');
  await vi.waitFor(() => expect(told()).toEqual(['microphone: Headset → built-in microphone']));
  expect(is('microphone')).toBe('muted');
  localMedia.dismissEvents();
  expect(events()).toEqual([]);
});

test('a device that returns is offered, and used only on request', async () => {
  await opened();
  localMedia.chooseMicrophone('headset');
  await vi.waitFor(() => expect(used('microphone')).toBe('headset'));
  computer.unplug('headset');
  await vi.waitFor(() => expect(used('microphone')).toBe('built-in microphone'));
  localMedia.dismissEvents();
  computer.plugIn(microphone('headset', 'Headset'));
  await vi.waitFor(() => expect(told()).toEqual(['microphone: Headset came']));
  expect(used('microphone')).toBe('built-in microphone');
  localMedia.useOffered();
  await vi.waitFor(() => expect(used('microphone')).toBe('headset'));
  expect(events()).toEqual([]);
});

test('an offer disappears with its device', async () => {
  await opened();
  computer.plugIn(camera('third'));
  await vi.waitFor(() => expect(told()).toEqual(['camera: third came']));
  computer.unplug('third');
  await vi.waitFor(() => expect(events()).toEqual([]));
});

test('a device revealed by a new permission was not just plugged in', async () => {
  await opened();
  expect(events()).toEqual([]);
});

test('losing the only device is reported, and the next one is used at once', async () => {
  computer.unplug('usb camera');
  await opened();
  computer.unplug('built-in camera');
  await vi.waitFor(() => expect(is('camera')).toBe('failed'));
  computer.plugIn(camera('another'));
  await vi.waitFor(() => expect(used('camera')).toBe('another'));
  await vi.waitFor(() => expect(told()).toEqual(['camera: built-in camera → another']));
});

test('after a permission is revoked in the browser, it is not requested again at once', async () => {
  await opened();
  computer.permission = 'prompt';
  trackOf('camera')?.dispatchEvent(new Event('ended'));
  await vi.waitFor(() =>
    expect(localMedia.store.getState().camera).toEqual({ type: 'failed', problem: 'denied' }),
  );
  expect(computer.asked).toHaveLength(1);
});

test('a setting that the browser applies at once reopens nothing', async () => {
  await opened();
  const track = trackOf('microphone');
  vi.spyOn(track as FakeTrack, 'applyConstraints').mockImplementation(() => {
    if (track) track.settings.echoCancellation = false;
    return Promise.resolve();
  });
  localMedia.setSoundProcessing({ echoCancellation: false });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(trackOf('microphone')).toBe(track);
});

test('the settings are remembered, and on by default', async () => {
  await opened();
  localMedia.setSoundProcessing({ autoGainControl: false });
  await visitAgain();
  expect(localMedia.store.getState().sound).toEqual({
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: false,
  });
  expect(computer.asked.at(-1)?.audio).toMatchObject({ autoGainControl: false });
});
