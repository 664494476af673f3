// Decides who may enter a meeting, and who may moderate it. The only place that does.
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import type { Account } from '../accounts/accountStore.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { hasFairShare, isFull } from './seats.ts';

/** How long before its start time a meeting opens. */
export const OPENS_BEFORE_MS = 30 * 60_000;

/** Why somebody is refused; `needsLobby` means that they may knock. */
export type AdmissionRefusal =
  | 'callIdUnknown'
  | 'notYetOpen'
  | 'removed'
  | 'locked'
  | 'meetingFull'
  | 'needsLobby';

export interface AdmissionQuestion {
  /** Undefined when no space has that call ID, or the space has been deleted. */
  space: Space | undefined;
  /** The kind of leg. */
  kind: ParticipantKind;
  /** Milliseconds since 1970. */
  now: number;
  presentCount: number;
  /**
   * How many people from the same address joined with the call ID alone; undefined when this person is vouched for.
   */
  strangersOfAddress: number | undefined;
  isLocked: boolean;
  isConvener: boolean;
  /** Has the guest link's secret. */
  hasSecret: boolean;
  /** Was admitted before, possibly to an earlier meeting of this space. */
  hasPass: boolean;
  /** What this meeting remembers of the person. */
  standing: Standing;
}

/**
 * `present`: in the meeting, so already counted. `known`: admitted or present earlier. `waiting`: in its lobby, when it moved to
 * this server. `rung`: called from the meeting by its conveners. `removed`: by a convener, who must admit them if they are to come back; `barred`: who must not.
 */
export type Standing = 'new' | 'known' | 'rung' | 'waiting' | 'present' | 'removed' | 'barred';

/** Undefined when they may enter. Rules are in order: the first that applies decides. */
export function refusalOf(question: AdmissionQuestion): AdmissionRefusal | undefined {
  const { space, standing } = question;
  // A space closed to this kind of leg looks like one that doesn't exist.
  if (space === undefined || !admits(space, question.kind)) return 'callIdUnknown';
  if (standing === 'present') return undefined;
  if (!question.isConvener && standing !== 'rung') {
    if (standing === 'barred' || (standing === 'removed' && question.isLocked)) return 'removed';
    if (isEarly(space, question.now)) return 'notYetOpen';
    // A pass doesn't help: a locked meeting knows by itself who has been in it.
    if (question.isLocked && standing === 'new') return 'locked';
    if (standing === 'removed' || standing === 'waiting') return 'needsLobby';
    const isVouchedFor = standing === 'known' || question.hasPass;
    if (!isVouchedFor && mustKnock(space, question.hasSecret)) return 'needsLobby';
  }
  const { presentCount, strangersOfAddress } = question;
  if (isFull(presentCount, question.isConvener)) return 'meetingFull';
  // Not refused outright: a convener may vouch for them.
  if (strangersOfAddress !== undefined && !hasFairShare(presentCount, strangersOfAddress))
    return 'needsLobby';
  return undefined;
}

function admits(space: Space, kind: ParticipantKind): boolean {
  switch (kind) {
    case 'browser':
      return true;
    case 'phone':
      return space.admitsPhones;
    case 'room':
      return space.admitsRooms;
  }
}

/** When the meeting opens; undefined once it is open, and for a space without a start time. */
export function opensAt(space: Space, now: number): Date | undefined {
  return isEarly(space, now) ? new Date(openingOf(space)) : undefined;
}

const isEarly = (space: Space, now: number) => now < openingOf(space);

const openingOf = ({ startsAt }: Space) =>
  startsAt === null ? 0 : new Date(startsAt).getTime() - OPENS_BEFORE_MS;

function mustKnock({ lobby }: Space, hasSecret: boolean): boolean {
  switch (lobby) {
    case 'none':
      return false;
    case 'withoutLink':
      return !hasSecret;
    case 'everybody':
      return true;
  }
}

/** Whether the account may moderate this space: its owner, those that the owner has named, and administrators. */
export function isConvener(account: Account | undefined, space: Space | undefined): boolean {
  if (account === undefined || space === undefined) return false;
  return (
    account.role === 'administrator' ||
    account.id === space.ownerId ||
    space.convenerIds.includes(account.id)
  );
}
