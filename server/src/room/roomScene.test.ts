// Whom a room sees, where a screen is shared, and that it never sees itself.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, it } from 'vitest';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Person } from '../meetings/person.ts';
import { type MeetingView, roomScene } from './roomScene.ts';

const ROOM = 'room' as ParticipantId;

interface Somebody {
  id: string;
  kind?: Person['kind'];
  camera?: 'on' | 'off';
  microphone?: 'on' | 'muted';
  profession?: string;
  isSigning?: boolean;
}

function trackOf(
  id: string,
  source: SentTrack['source'],
  isPaused = false,
  closed = false,
): SentTrack {
  return { participantId: id as ParticipantId, source, isPaused, closed } as SentTrack;
}

function personOf({
  id,
  kind = 'browser',
  camera,
  microphone,
  profession = '',
  isSigning = false,
}: Somebody): Person {
  const cameraTrack = camera && trackOf(id, 'camera', camera === 'off');
  const microphoneTrack = microphone && trackOf(id, 'microphone', microphone === 'muted');
  const sentTracks = [cameraTrack, microphoneTrack].filter((track) => track !== undefined);
  const own = { microphone: { isMuted: microphone === 'muted' }, handRaisedAt: null };
  const names = { displayName: id, profession, isSigning };
  return { id, kind, ...names, sentTracks, microphoneTrack, ...own } as Person;
}

function viewOf(people: Somebody[], rest: Partial<MeetingView> = {}): MeetingView {
  const ssrcs = new Map<SentTrack, number>();
  return {
    persons: people.map(personOf),
    speakerOrder: [],
    spotlightIds: [],
    screens: [],
    sourceOf(track) {
      if (!ssrcs.has(track)) ssrcs.set(track, ssrcs.size + 1);
      return { ssrc: ssrcs.get(track) ?? 0 };
    },
    ...rest,
  };
}

const names = (view: MeetingView) => roomScene(ROOM, view).people.map(({ name }) => name);
const ids = (...all: string[]) => all as ParticipantId[];

it('says of the room itself only whether its microphone is off and its hand up', () => {
  const view = viewOf([{ id: 'anna' }, { id: 'room', microphone: 'muted' }]);
  expect(roomScene(ROOM, view).own).toEqual({ isMuted: true, isHandRaised: false });
  expect(names(view)).toEqual(['anna']);
});

it('shows everybody but itself, in order of joining', () => {
  expect(names(viewOf([{ id: 'anna' }, { id: 'room' }, { id: 'bo' }]))).toEqual(['anna', 'bo']);
});

it('says of each what can be seen and heard', () => {
  const view = viewOf([
    { id: 'anna', camera: 'on', microphone: 'on', profession: 'Sjuksköterska' },
    { id: 'bo', camera: 'off', microphone: 'muted' },
    { id: 'cai', kind: 'phone', microphone: 'on' },
    { id: 'dag' },
  ]);
  expect(roomScene(ROOM, view).people).toMatchObject([
    { showing: { type: 'camera' }, isMuted: false, profession: 'Sjuksköterska' },
    { showing: { type: 'noCamera' }, isMuted: true, profession: undefined },
    { showing: { type: 'phone' }, isMuted: false },
    { showing: { type: 'noCamera' }, isMuted: true },
  ]);
});

it('shows a camera that cannot be received yet as none', () => {
  const view = viewOf([{ id: 'anna', camera: 'on' }], { sourceOf: () => undefined });
  expect(roomScene(ROOM, view).people).toMatchObject([{ showing: { type: 'noCamera' } }]);
});

it('marks the last speaker other than itself', () => {
  const view = viewOf([{ id: 'anna' }, { id: 'room' }, { id: 'bo' }], {
    speakerOrder: ids('room', 'bo', 'anna'),
  });
  const speaking = roomScene(ROOM, view).people.map(({ isSpeaking }) => isSpeaking);
  expect(speaking).toEqual([false, true]);
});

it('gives the first tiles to who spoke last, then to who has a camera, without shuffling them', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id): Somebody => ({ id }));
  const view = viewOf(
    many.map((one) => (one.id === 'g' ? { ...one, camera: 'on' as const } : one)),
    { speakerOrder: ids('h', 'b') },
  );
  expect(names(view)).toEqual(['a', 'b', 'c', 'd', 'g', 'h', 'e', 'f']);
});

it('shows the newest screen that is shared, with the name of who shares it', () => {
  const screens = [
    trackOf('anna', 'screen'),
    trackOf('bo', 'screen'),
    trackOf('bo', 'screen', true),
  ];
  const view = viewOf([{ id: 'anna' }, { id: 'bo' }], { screens });
  expect(roomScene(ROOM, view).screen?.sharedBy).toBe('bo');
  const stopped = {
    ...view,
    screens: [trackOf('anna', 'screen'), trackOf('bo', 'screen', false, true)],
  };
  expect(roomScene(ROOM, stopped).screen?.sharedBy).toBe('anna');
});

it('does not show its own screen, nor one of somebody who has left', () => {
  const view = viewOf([{ id: 'room' }], {
    screens: [trackOf('gone', 'screen'), trackOf('room', 'screen')],
  });
  expect(roomScene(ROOM, view).screen).toBeUndefined();
});

it('shows whom a convener has put in the spotlight in the place of the speaker, unless it is the room itself', () => {
  const people = [{ id: 'anna' }, { id: 'bo' }, { id: 'room' }];
  const largeOf = (spotlightId: string) =>
    roomScene(
      ROOM,
      viewOf(people, {
        speakerOrder: ids('anna'),
        spotlightIds: [spotlightId as ParticipantId],
      }),
    ).people.find(({ isSpeaking }) => isSpeaking)?.name;
  expect(largeOf('bo')).toBe('bo');
  expect(largeOf('room')).toBe('anna');
});

it('keeps whoever signs in a tile, however many speak', () => {
  const crowd = Array.from({ length: 9 }, (_, place) => ({
    id: `p${place}`,
    camera: 'on' as const,
  }));
  const speakerOrder = ids('p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7');
  const firstSix = (isSigning: boolean) =>
    names(
      viewOf([...crowd.slice(0, 8), { id: 'p8', camera: 'on', isSigning }], { speakerOrder }),
    ).slice(0, 6);
  expect(firstSix(false)).not.toContain('p8');
  expect(firstSix(true)).toContain('p8');
});
