// The page never claims more than the others' pages have reported.
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import { expect, test } from 'vitest';
import { judge } from './receptionCheck.ts';
import type { RemoteParticipant } from './meetingStore.ts';
import type { PlaybackReport } from './receptionReports.ts';

const person = (name: string, kind: RemoteParticipant['kind'] = 'browser'): RemoteParticipant => ({
  ...participantCalled(name, { kind }),
  tracks: {},
});
const both = { sound: true, picture: true };
const good: PlaybackReport = { sound: 'played', picture: 'shown' };
const judged = (
  others: RemoteParticipant[],
  reports: Record<string, PlaybackReport>,
  sent = both,
) => judge(others, new Map(Object.entries(reports)) as never, sent);
const anna = person('Anna');
const bo = person('Bo');

test('alone there is nothing to report; without tracks, nobody sees or hears', () => {
  expect(judged([], {})).toEqual({ type: 'unknown' });
  expect(judged([], {}, { sound: false, picture: false })).toEqual({ type: 'unknown' });
  expect(judged([anna], { Anna: good }, { sound: false, picture: false })).toEqual({
    type: 'neither',
  });
});

test('nothing is claimed before everybody has reported it', () => {
  expect(judged([anna, bo], { Anna: good })).toEqual({ type: 'unknown' });
  expect(judged([anna, bo], { Anna: good, Bo: good })).toEqual({ type: 'seenAndHeard' });
});

test('a telephone hears, according to the server, and never sees', () => {
  const people = [anna, person('Tel', 'phone')];
  const Tel: PlaybackReport = { sound: 'played', picture: 'unknown' };
  expect(judged(people, { Anna: good })).toEqual({ type: 'unknown' });
  expect(judged(people, { Anna: good, Tel })).toEqual({ type: 'seenButByPhones' });
  expect(judged(people, { Anna: good, Tel }, { sound: true, picture: false })).toEqual({
    type: 'heard',
  });
  expect(judged(people, { Anna: good, Tel }, { sound: false, picture: true })).toEqual({
    type: 'unknown',
  });
  expect(judged(people, { Anna: good, Tel: { ...Tel, sound: 'notReceived' } })).toEqual({
    type: 'fault',
    fault: 'soundNotReceived',
    name: 'Tel',
  });
});

test('a room system that gets no pictures is named, and one that gets them counts', () => {
  const people = [anna, person('Rum 3', 'room')];
  const heard: PlaybackReport = { sound: 'played', picture: 'turnedOff' };
  expect(judged(people, { Anna: good, 'Rum 3': heard })).toEqual({
    type: 'fault',
    fault: 'pictureTurnedOff',
    name: 'Rum 3',
  });
  expect(judged(people, { Anna: good, 'Rum 3': heard }, { sound: true, picture: false })).toEqual({
    type: 'heard',
  });
  expect(judged(people, { Anna: good, 'Rum 3': good })).toEqual({ type: 'seenAndHeard' });
});

test('a room system shows some at a time: whoever it does not show is heard, or told that nobody there sees them', () => {
  const people = [anna, person('Rum 3', 'room')];
  const withoutTile: PlaybackReport = { sound: 'played', picture: 'hidden' };
  const reports = { Anna: good, 'Rum 3': withoutTile };
  expect(judged(people, reports)).toEqual({ type: 'heardWithoutTile', name: 'Rum 3' });
  expect(judged(people, { 'Rum 3': withoutTile })).toEqual({ type: 'unknown' });
  expect(judged(people, reports, { sound: true, picture: false })).toEqual({ type: 'heard' });
  expect(judged(people, reports, { sound: false, picture: true })).toEqual({
    type: 'fault',
    fault: 'pictureWithoutTile',
    name: 'Rum 3',
  });
  const missing: PlaybackReport = { sound: 'played', picture: 'notReceived' };
  expect(judged(people, { Anna: good, 'Rum 3': missing })).toMatchObject({
    fault: 'pictureNotInRoom',
  });
  expect(judged(people, { Anna: missing, 'Rum 3': withoutTile })).toMatchObject({
    fault: 'pictureNotReceived',
    name: 'Anna',
  });
});

test('only sent tracks count', () => {
  const report: PlaybackReport = { sound: 'played', picture: 'unknown' };
  expect(judged([anna], { Anna: report }, { sound: true, picture: false })).toEqual({
    type: 'heard',
  });
  expect(judged([anna], { Anna: report })).toEqual({ type: 'unknown' });
  const silent: PlaybackReport = { sound: 'blocked', picture: 'shown' };
  expect(judged([anna], { Anna: silent }, { sound: false, picture: true })).toEqual({
    type: 'seen',
  });
});

test('one fault is shown, with a name: audio before video', () => {
  const reports: Record<string, PlaybackReport> = {
    Anna: { sound: 'played', picture: 'notReceived' },
    Bo: { sound: 'blocked', picture: 'hidden' },
  };
  expect(judged([anna, bo], reports)).toEqual({
    type: 'fault',
    fault: 'soundBlocked',
    name: 'Bo',
  });
});
