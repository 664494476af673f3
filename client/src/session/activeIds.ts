// Who is active in the meeting: speaks, signs or writes. Outlined, listed and followed on the stage, all in the same way.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingState, RemoteParticipant } from './meetingStore.ts';

/** As `peopleTexts` names them. */
export type Activity = 'speaks' | 'signs' | 'writes';
type Told = Pick<MeetingState, 'speakerIds' | 'writingIds'>;
type Person = Pick<RemoteParticipant, 'id' | 'isSigning'>;

/** Everybody who speaks, signs or writes, perhaps oneself: speakers first, the loudest of them first of all. */
export function activeIdsOf(
  state: Told & { others: readonly Person[]; me?: Person | undefined },
): ParticipantId[] {
  const signers = [...state.others, state.me].flatMap((one) => (one?.isSigning ? one.id : []));
  return [...new Set([...state.speakerIds, ...state.writingIds, ...signers])];
}

/** What they do, if anything: whoever speaks while they write is heard first. */
export function activityOf(state: Told, person: Person | undefined): Activity | undefined {
  if (person === undefined) return undefined;
  if (person.isSigning) return 'signs';
  if (state.speakerIds.includes(person.id)) return 'speaks';
  return state.writingIds.includes(person.id) ? 'writes' : undefined;
}
