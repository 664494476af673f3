// What a small window shows: what is chosen or shared before who speaks, and nothing while nobody else is there.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { participantCalled, participantSharing } from '@distansmote/testkit/browser/participant.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFeatured, type Featured } from './featured.ts';
import { itemKey } from './layout.ts';
import { createMeetingStore, type MeetingStore } from './meetingStore.ts';

let meeting: MeetingStore;
let featured: Featured;
beforeEach(() => {
  vi.useFakeTimers();
  meeting = createMeetingStore('787544182' as CallId);
  featured = createFeatured(meeting);
});
afterEach(() => {
  featured.stop();
  vi.useRealTimers();
});

const id = (name: string) => name as ParticipantId;
const person = (name: string) => ({ ...participantCalled(name), tracks: {} });
const shown = () => featured.store.getState().item?.key;

test('nobody, then the first, then who speaks for a while', () => {
  expect(shown()).toBe(undefined);
  meeting.setState({ others: [person('anna'), person('bo')] });
  expect(shown()).toBe('anna camera');
  meeting.setState({ speakerIds: [id('bo')] });
  expect(shown()).toBe('bo camera');
  meeting.setState({ speakerIds: [id('anna')] });
  vi.advanceTimersByTime(1_000);
  expect(shown()).toBe('bo camera');
  vi.advanceTimersByTime(1_000);
  expect(shown()).toBe('anna camera');
});

test('oneself is not who speaks', () => {
  meeting.setState({
    me: participantCalled('me'),
    others: [person('anna'), person('bo')],
    speakerIds: [id('me')],
  });
  expect(shown()).toBe('anna camera');
});

test("a shared screen before who speaks, whom a convener shows before that, and one's own choice before all", () => {
  meeting.setState({
    others: [participantSharing('anna', 1), person('bo')],
    speakerIds: [id('bo')],
  });
  expect(shown()).toBe('anna screen');
  meeting.setState({ spotlightIds: [id('bo')] });
  expect(shown()).toBe('bo camera');
  featured.pin([itemKey(id('anna'), 'camera')]);
  expect(shown()).toBe('anna camera');
  featured.pin([]);
  meeting.setState({ spotlightIds: [], others: [person('bo')] });
  expect(shown()).toBe('bo camera');
});
