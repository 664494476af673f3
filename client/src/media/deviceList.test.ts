// Which devices are listed, and how they are told apart.
import { afterEach, expect, test, vi } from 'vitest';
import { createDeviceList, deviceInUse, type DeviceKind } from './deviceList.ts';
import {
  camera,
  FakeComputer,
  loudspeaker,
  microphone,
} from '@distansmote/testkit/browser/fakeComputer.ts';

afterEach(() => vi.unstubAllGlobals());

async function listed(computer: FakeComputer, kind: DeviceKind) {
  computer.isAllowed = true;
  const list = createDeviceList();
  await list.refresh();
  list.close();
  return list.store.getState()[kind].devices;
}

test('before permission they are hidden, which is not the same as none', async () => {
  const computer = new FakeComputer([camera('a')]);
  const list = createDeviceList();
  await list.refresh();
  expect(computer.isAllowed).toBe(false);
  expect(list.store.getState().camera).toEqual({ devices: [], isHidden: true });
  expect(list.store.getState().microphone).toEqual({ devices: [], isHidden: false });
  list.close();
});

test('without mediaDevices, as on a page without HTTPS, nothing fails', async () => {
  vi.stubGlobal('navigator', {});
  const list = createDeviceList();
  await list.refresh();
  expect(list.store.getState().camera.devices).toEqual([]);
  list.close();
});

test('a device that appears twice, once as a default, is listed once', async () => {
  const computer = new FakeComputer([
    { ...microphone('default', 'Default - Headset'), groupId: 'g1' },
    { ...microphone('communications', 'Communications - Headset'), groupId: 'g1' },
    { ...microphone('a', 'Headset'), groupId: 'g1' },
    { ...microphone('b', 'Webcam'), groupId: 'g2' },
  ]);
  const devices = await listed(computer, 'microphone');
  expect(devices.map(({ label }) => label)).toEqual(['Headset', 'Webcam']);
  const track = {
    getSettings: () => ({ deviceId: 'default', groupId: 'g1' }),
  } as unknown as MediaStreamTrack;
  expect(deviceInUse(track, devices)?.label).toBe('Headset');
});

test('a default without its device stays, except among loudspeakers, where it is the empty choice', async () => {
  const computer = new FakeComputer([
    microphone('default', 'Default'),
    loudspeaker('default', 'Default'),
  ]);
  expect(await listed(computer, 'microphone')).toHaveLength(1);
  expect(await listed(computer, 'loudspeaker')).toHaveLength(0);
});

test("the maker's number is stripped from the name", async () => {
  const computer = new FakeComputer([
    camera('a', 'Webcam C930e (046d:0843)'),
    camera('b', 'B (2)'),
  ]);
  const devices = await listed(computer, 'camera');
  expect(devices.map(({ label }) => label)).toEqual(['Webcam C930e', 'B (2)']);
});

test('plugging in and out is noticed until close', async () => {
  const computer = new FakeComputer([camera('a')]);
  computer.isAllowed = true;
  const list = createDeviceList();
  const count = () => list.store.getState().camera.devices.length;
  await vi.waitFor(() => expect(count()).toBe(1));
  computer.plugIn(camera('b'));
  await vi.waitFor(() => expect(count()).toBe(2));
  list.close();
  computer.unplug('b');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(count()).toBe(2);
});
