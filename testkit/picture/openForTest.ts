// A picture thread, a room and a meeting for one test, which are closed when it is over.
import { onTestFinished } from 'vitest';
import type { PictureThreadData } from '../../server/src/picture/pictureMessages.ts';
import { PictureThread } from './pictureThread.ts';
import { TestMeeting } from './testMeeting.ts';
import { TestRoom } from './testRoom.ts';

export function startThread(data: Partial<PictureThreadData> = {}): PictureThread {
  const thread = new PictureThread(data);
  onTestFinished(() => thread.stop());
  return thread;
}

export async function openRoom(
  receives: Parameters<typeof TestRoom.open>[0] = {},
): Promise<TestRoom> {
  const room = await TestRoom.open(receives);
  onTestFinished(() => room.close());
  return room;
}

export async function openMeeting(thread: PictureThread, name = 'meeting') {
  const { composition, port } = await thread.openComposition(name);
  const meeting = await TestMeeting.open(port);
  onTestFinished(() => meeting.close());
  return { composition, meeting };
}
