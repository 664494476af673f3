// Who writes what is said (skrivtolk), and whether there are captions to be read.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingState, RemoteParticipant } from '../meetingStore.ts';

export const captionersOf = (others: readonly RemoteParticipant[]): RemoteParticipant[] =>
  others.filter(({ role }) => role?.type === 'captioner');

export const isCaptioner = (others: readonly RemoteParticipant[], id: ParticipantId): boolean =>
  captionersOf(others).some((one) => one.id === id);

/** By a computer, or by somebody who writes. */
export const hasCaptions = ({ captions, others }: MeetingState): boolean =>
  captions !== null || captionersOf(others).length > 0;
