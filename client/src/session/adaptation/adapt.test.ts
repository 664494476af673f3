// A computer that cannot keep up: smaller pictures, then none, but of those who sign.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import { ObserverByHand } from '@distansmote/testkit/browser/observerByHand.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMeetingStore } from '../meetingStore.ts';
import { createVideoTiles } from '../videoTiles.ts';
import { type Adaptation, startAdaptation } from './adapt.ts';

const [anna, bo] = ['anna', 'bo'] as [ParticipantId, ParticipantId];

let asked: Record<string, string>;
let adaptation: Adaptation;
const store = createMeetingStore('787544182' as CallId);
let received = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', class extends ObserverByHand {});
  vi.stubGlobal('ResizeObserver', class extends ObserverByHand {});
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  ObserverByHand.all = [];
  asked = {};
  const tiles = createVideoTiles();
  store.setState({
    others: [
      { ...participantCalled('anna', { id: anna, isSigning: true }), tracks: {} },
      { ...participantCalled('bo', { id: bo }), tracks: {} },
    ],
  });
  const signalling = {
    send(name: string, { pictures }: { pictures: { participantId: string; size: string }[] }) {
      if (name !== 'setVideoSizes') return;
      for (const { participantId, size } of pictures) asked[participantId] = size;
    },
  };
  adaptation = startAdaptation({
    store,
    tiles,
    signalling: signalling as never,
    media: {
      // Of what has arrived since the last look, half was dropped.
      counts: () => {
        received += 100;
        const counts = { framesReceived: received, framesDropped: received / 2, decodeSeconds: 0 };
        return Promise.resolve(new Map([['anna', counts]]) as never);
      },
      current: undefined,
      restartIce: () => undefined,
      isMoving: false,
    },
    isAudioByPhone: () => true,
  });
  for (const participantId of [anna, bo]) {
    const element = {} as HTMLElement;
    tiles.add({ element, participantId, source: 'camera' });
    for (const one of ObserverByHand.all)
      one.report([{ target: element, isIntersecting: true, contentRect: { height: 600 } }]);
  }
});
afterEach(() => {
  adaptation.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('who signs stays large and is never turned off to save the sound; by choice they are', async () => {
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual({ anna: 'large', bo: 'large' });
  await vi.advanceTimersByTimeAsync(18_000);
  expect(asked).toEqual({ anna: 'large', bo: 'small' });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(store.getState().remoteVideo).toBe('offByCpuOveruse');
  expect(asked).toEqual({ anna: 'large', bo: 'none' });
  store.setState({ remoteVideo: 'offByChoice' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual({ anna: 'none', bo: 'none' });
  store.setState({ remoteVideo: 'shown' });
});
