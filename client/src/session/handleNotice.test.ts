// Notices that lead a page to another server.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { expect, test } from 'vitest';
import { handleNotice, type NoticeDeps } from './handleNotice.ts';

/** What a notice makes the page do, in order. */
function doneAfter(notice: Notice): string[] {
  const done: string[] = [];
  handleNotice(notice, {
    signalling: {
      lead: (room: string | undefined) => done.push(`leads to ${room}`),
      startOver: () => done.push('starts over'),
    },
    joinFlow: { admitted: () => Promise.resolve(done.push('enters')) },
    reconnect: { start: () => Promise.resolve(done.push('reconnects')) },
    end: (reason: string) => done.push(`ends: ${reason}`),
  } as unknown as NoticeDeps);
  return done;
}

test('who is let in from a lobby at another server is led to the meeting first', () => {
  expect(doneAfter({ name: 'admitted', body: { room: 'AZaz09-_AZaz09-_' } })).toEqual([
    'leads to AZaz09-_AZaz09-_',
    'enters',
  ]);
  expect(doneAfter({ name: 'admitted', body: {} })).toEqual(['leads to undefined', 'enters']);
});

test('of the reasons for the end of a meeting, some lead back to it', () => {
  const after = (reason: Extract<Notice, { name: 'meetingEnded' }>['body']['reason']) =>
    doneAfter({ name: 'meetingEnded', body: { reason } });
  expect(after('moved')).toEqual(['starts over']);
  expect(after('mediaFailed')).toEqual(['reconnects']);
  // Its socket drops next.
  expect(after('serverStopping')).toEqual([]);
  expect(after('endedByConvener')).toEqual(['ends: endedByConvener']);
  expect(after('spaceDeleted')).toEqual(['ends: spaceDeleted']);
});

test('a notice that only a newer server knows changes nothing', () => {
  expect(doneAfter({ name: 'somethingNewer', body: { participantId: 'x' } } as never)).toEqual([]);
});
