// Who may enter, and who leads the meeting: the one place that decides.
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import type { Account } from '../accounts/accountStore.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { hasFairShare, isFull } from './seats.ts';

/** A meeting with a time is open from so long before it. */
export const OPENS_BEFORE_MS = 30 * 60_000;

/** Why somebody may not pass; `needsLobby` is to ask first. */
export type AdmissionRefusal =
  | 'callIdUnknown'
  | 'notYetOpen'
  | 'removed'
  | 'locked'
  | 'meetingFull'
  | 'needsLobby';

export interface AdmissionQuestion {
  /** Undefined when no space has that call ID, or none has any more. */
  space: Space | undefined;
  /** What the person comes by. */
  kind: ParticipantKind;
  /** Milliseconds since 1970. */
  now: number;
  presentCount: number;
  /** How many are there from the same address by the mere number; undefined where somebody vouches for this person. */
  strangersOfAddress: number | undefined;
  isLocked: boolean;
  isConvener: boolean;
  /** Came by the guest link. */
  hasSecret: boolean;
  /** Has been let in before, be it to a meeting that is over. */
  hasPass: boolean;
  /** What this meeting knows of the person. */
  standing: Standing;
}

/**
 * `present`: counted, and comes in one's own place. `known`: was let in, or present, before.
 * `removed`: by a convener.
 */
export type Standing = 'new' | 'known' | 'present' | 'removed';

/** Undefined when they may. Reads from top to bottom: the first that applies decides. */
export function refusalOf(question: AdmissionQuestion): AdmissionRefusal | undefined {
  const { space, standing } = question;
  // To a kind that may not come the space does not exist.
  if (space === undefined || !admits(space, question.kind)) return 'callIdUnknown';
  if (standing === 'present') return undefined;
  if (!question.isConvener) {
    if (standing === 'removed') return 'removed';
    if (isEarly(space, question.now)) return 'notYetOpen';
    // Whatever they show: while it is locked a meeting knows by itself who was in it.
    if (question.isLocked && standing === 'new') return 'locked';
    const isVouchedFor = standing === 'known' || question.hasPass;
    if (!isVouchedFor && mustKnock(space, question.hasSecret)) return 'needsLobby';
  }
  const { presentCount, strangersOfAddress } = question;
  if (isFull(presentCount, question.isConvener)) return 'meetingFull';
  // Not refused: a convener may vouch for them.
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

/** Undefined once it is open, and for a space without a time. */
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

/** The space's conveners are its owner and whom the owner has named; an administrator may do as much. */
export function isConvener(account: Account | undefined, space: Space | undefined): boolean {
  if (account === undefined || space === undefined) return false;
  return (
    account.role === 'administrator' ||
    account.id === space.ownerId ||
    space.convenerIds.includes(account.id)
  );
}
