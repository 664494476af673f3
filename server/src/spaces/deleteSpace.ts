// Deleting a space, by whomever: its number is refused from then on, and everybody in its meeting is out.
import type { Meetings } from '../meetings/meetings.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

export type DeleteSpace = (space: Space) => Promise<void>;

export function createDeleteSpace(spaces: SpaceStore, meetings: Meetings): DeleteSpace {
  return async ({ id, callId }) => {
    await spaces.delete(id);
    await meetings.end(callId, 'spaceDeleted');
  };
}
