// Opening local devices: what is requested, how often, and what a late answer does.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLocalMedia, type LocalMedia } from './localMedia.ts';

/** The parts of MediaStreamTrack that are used; vitest runs in Node, which has none. */
class Track extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly label = '';
  enabled = true;
  isStopped = false;
  constructor(kind: Track['kind']) {
    super();
    this.kind = kind;
  }
  stop(): void {
    this.isStopped = true;
  }
  getSettings(): MediaTrackSettings {
    return {};
  }
}

interface Question {
  devices: string;
  tracks: Track[];
  allow(): void;
  refuse(name: string, message?: string): void;
}

let questions: Question[];
let permissions: Record<string, PermissionState>;
let localMedia: LocalMedia;

function getUserMedia({ audio, video }: MediaStreamConstraints): Promise<MediaStream> {
  const tracks = [...(video ? [new Track('video')] : []), ...(audio ? [new Track('audio')] : [])];
  return new Promise((resolve, reject) => {
    questions.push({
      devices: tracks.map(({ kind }) => kind).join('+'),
      tracks,
      allow: () => resolve({ getTracks: () => tracks } as unknown as MediaStream),
      refuse: (name, message = '') => reject(new DOMException(message, name)),
    });
  });
}

beforeEach(() => {
  questions = [];
  permissions = { camera: 'prompt', microphone: 'prompt' };
  const query = ({ name }: { name: string }) => Promise.resolve({ state: permissions[name] });
  // Lists no devices; localMediaChoices.test.ts has a fake computer that does.
  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia });
  vi.stubGlobal('navigator', { mediaDevices, permissions: { query }, userAgent: '' });
  localMedia = createLocalMedia();
});
afterEach(() => vi.unstubAllGlobals());

const last = () => {
  const question = questions.at(-1);
  if (question === undefined) throw new Error('nothing was asked');
  return question;
};
const states = () => {
  const { camera, microphone } = localMedia.store.getState();
  return [camera, microphone].map((one) => ('problem' in one ? one.problem : one.type));
};
const asked = () => questions.map(({ devices }) => devices);

test('both are requested together', async () => {
  localMedia.open();
  expect(states()).toEqual(['asking', 'asking']);
  last().allow();
  await vi.waitFor(() => expect(states()).toEqual(['on', 'on']));
  expect(asked()).toEqual(['video+audio']);
});

test('a dismissed prompt is not repeated for each device', async () => {
  localMedia.open();
  last().refuse('NotAllowedError');
  await vi.waitFor(() => expect(states()).toEqual(['denied', 'denied']));
  expect(asked()).toEqual(['video+audio']);
});

test('where only the camera is blocked, the microphone is requested alone', async () => {
  permissions['camera'] = 'denied';
  localMedia.open();
  last().refuse('NotAllowedError');
  await vi.waitFor(() => expect(asked()).toEqual(['video+audio', 'audio']));
  last().allow();
  await vi.waitFor(() => expect(states()).toEqual(['denied', 'on']));
});

test('where one is missing, each is tried alone', async () => {
  localMedia.open();
  last().refuse('NotFoundError');
  await vi.waitFor(() => expect(asked()).toEqual(['video+audio', 'video']));
  last().refuse('NotFoundError');
  await vi.waitFor(() => expect(asked()).toEqual(['video+audio', 'video', 'audio']));
  last().allow();
  await vi.waitFor(() => expect(states()).toEqual(['missing', 'on']));
});

test('a camera switched off while it is being opened is closed when it arrives', async () => {
  localMedia.toggleCamera();
  localMedia.toggleCamera();
  expect(states()).toEqual(['off', 'off']);
  last().allow();
  await vi.waitFor(() => expect(last().tracks[0]?.isStopped).toBe(true));
  expect(states()).toEqual(['off', 'off']);
});

test('after close nothing is requested, and late devices are closed', async () => {
  localMedia.open();
  localMedia.close();
  last().refuse('NotFoundError');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked()).toEqual(['video+audio']);

  const other = createLocalMedia();
  other.open();
  other.close();
  last().allow();
  await vi.waitFor(() => expect(last().tracks.every(({ isStopped }) => isStopped)).toBe(true));
});

test('a muted microphone that was unplugged returns muted, by the button that turns it on', async () => {
  localMedia.toggleMicrophone();
  last().allow();
  await vi.waitFor(() => expect(states()[1]).toBe('on'));
  localMedia.toggleMicrophone();
  last().tracks[0]?.dispatchEvent(new Event('ended'));
  permissions['microphone'] = 'granted';
  await vi.waitFor(() => expect(states()[1]).toBe('missing'));
  localMedia.retry();
  last().allow();
  await vi.waitFor(() => expect(states()[1]).toBe('muted'));
  expect(last().tracks[0]?.enabled).toBe(false);

  last().tracks[0]?.dispatchEvent(new Event('ended'));
  await vi.waitFor(() => expect(states()[1]).toBe('missing'));
  localMedia.toggleMicrophone();
  last().allow();
  await vi.waitFor(() => expect(states()[1]).toBe('on'));
});

test('a device whose permission was revoked is not reported as missing', async () => {
  localMedia.toggleCamera();
  last().allow();
  await vi.waitFor(() => expect(states()[0]).toBe('on'));
  permissions['camera'] = 'denied';
  last().tracks[0]?.dispatchEvent(new Event('ended'));
  await vi.waitFor(() => expect(states()[0]).toBe('denied'));
});

test('retrying leaves a camera alone that was switched off deliberately', async () => {
  localMedia.toggleMicrophone();
  last().refuse('NotReadableError');
  await vi.waitFor(() => expect(states()).toEqual(['off', 'busy']));
  localMedia.retry();
  expect(asked()).toEqual(['audio', 'audio']);
});

test('a refusal by the system is told from one by the browser', async () => {
  permissions = { camera: 'granted', microphone: 'prompt' };
  localMedia.open();
  last().refuse('NotAllowedError');
  await vi.waitFor(() => expect(asked()).toEqual(['video+audio', 'video']));
  last().refuse('NotAllowedError');
  await vi.waitFor(() => expect(states()).toEqual(['blockedBySystem', 'denied']));

  localMedia.toggleMicrophone();
  last().refuse('NotAllowedError', 'Permission denied by system');
  await vi.waitFor(() => expect(states()).toEqual(['blockedBySystem', 'blockedBySystem']));
});

test('what is put away is opened again, as it was', async () => {
  localMedia.open();
  last().allow();
  await vi.waitFor(() => expect(states()).toEqual(['on', 'on']));
  localMedia.toggleMicrophone();
  expect(states()).toEqual(['on', 'muted']);
  localMedia.putAway();
  expect(states()).toEqual(['off', 'off']);
  expect(last().tracks.every(({ isStopped }) => isStopped)).toBe(true);
  localMedia.takeUp();
  last().allow();
  await vi.waitFor(() => expect(states()).toEqual(['on', 'muted']));
});

test('what was off stays off when the rest is taken up again', () => {
  localMedia.putAway();
  localMedia.takeUp();
  expect(asked()).toEqual([]);
});
