// Who is active in the meeting: speaks, signs or writes. Outlined, listed and followed on the stage, all in the same way.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingState } from './meetingStore.ts';

/** As `peopleTexts` names them. */
export type Activity = 'speaks' | 'signs' | 'writes';
type Active = Pick<MeetingState, 'speakerIds' | 'writingIds' | 'others' | 'me'>;

/** Who signs, oneself too. */
export const signingIdsOf = ({ others, me }: Pick<Active, 'others' | 'me'>): ParticipantId[] =>
  [...others, ...(me ? [me] : [])].filter((one) => one.isSigning).map(({ id }) => id);

/** Everybody who speaks, signs or writes, perhaps oneself: speakers first, the loudest of them first of all. */
export const activeIdsOf = (state: Active): ParticipantId[] => [
  ...new Set([...state.speakerIds, ...state.writingIds, ...signingIdsOf(state)]),
];

export const isActive = (state: Active, id: ParticipantId | undefined): boolean =>
  id !== undefined && activeIdsOf(state).includes(id);

/** What they do, if anything: whoever speaks while they write is heard first. */
export function activityOf(state: Active, id: ParticipantId | undefined): Activity | undefined {
  if (id === undefined) return undefined;
  if (signingIdsOf(state).includes(id)) return 'signs';
  if (state.speakerIds.includes(id)) return 'speaks';
  return state.writingIds.includes(id) ? 'writes' : undefined;
}
