// What another server of the cluster says to this one about a meeting, and what it is answered.
import type { Meetings } from '../meetings/meetings.ts';
import type { RingNews } from '../meetings/meetingState.ts';
import type { HeldMeetings } from './heldMeetings.ts';
import type { ClusterMessage, ClusterReply } from './messages.ts';
import type { UncheckedGuests } from './uncheckedGuests.ts';

/** The calls that this server has rung. */
export interface ServedRings {
  newsOf(ids: readonly string[]): RingNews[];
  command(command: { id: string; digits: string | undefined }): boolean;
}

export interface AnsweringParts {
  held: HeldMeetings;
  /** Undefined until this server serves meetings. */
  meetings: Pick<Meetings, 'end' | 'find' | 'pinOwners'> | undefined;
  uncheckedGuests: UncheckedGuests | undefined;
  rings: ServedRings | undefined;
}

type Of<Type extends ClusterMessage['type']> = Extract<ClusterMessage, { type: Type }>;

export async function answerTo(
  message: Exclude<ClusterMessage, { type: 'wake' | 'hasDatabase' }>,
  parts: AnsweringParts,
): Promise<ClusterReply> {
  const { held, meetings, uncheckedGuests } = parts;
  switch (message.type) {
    case 'decided':
      return { isDone: uncheckedGuests?.decided(message) === true };
    case 'take':
      await take(message, parts);
      return { isDone: true };
    case 'takeOver':
      return { isDone: await held.giving.takeOver(message) };
    case 'ringNews':
      return { isDone: true, rings: parts.rings?.newsOf(message.ids) ?? [] };
    case 'ringCommand':
      return { isDone: parts.rings?.command({ digits: undefined, ...message }) === true };
    case 'endMeeting':
    case 'forgetAbsent':
      return { isDone: await change(message, parts) };
    default:
  }
  const callId = held.callIdOf(message.room);
  if (callId === undefined || meetings === undefined) return { isDone: false };
  if (message.type === 'pinOwner') {
    const owner = await meetings.pinOwners.ownerOf(callId, message.pin);
    return { isDone: true, ...(owner && { owner }) };
  }
  if (message.type === 'lost') held.lost(message);
  else uncheckedGuests?.heard(callId, message);
  return { isDone: true };
}

async function take({ room, state, from }: Of<'take'>, { held, meetings }: AnsweringParts) {
  held.incoming.heard(room, from, state.isPreliminary);
  const callId = held.callIdOf(room);
  const meeting = callId && (await meetings?.find(callId));
  if (meeting === undefined) return held.incoming.take(room, state);
  meeting.arrival.take(state);
  // All may have left it at the other server.
  return meeting.closeIfEmpty();
}

/** Also where it is not open yet, or its people are getting ready at another server: then there too. */
async function change(message: Of<'endMeeting' | 'forgetAbsent'>, parts: AnsweringParts) {
  const { held, meetings } = parts;
  const { room } = message;
  const callId = held.callIdOf(room) ?? held.leavingCallIdOf(room);
  const giver = held.giverOf(room);
  if (message.type === 'endMeeting') {
    const { reason } = message;
    const isIncoming = held.incoming.takeOut(room) !== undefined;
    // Not waited for: it may be the server that asks.
    giver?.end(reason).catch(() => undefined);
    const isHere = callId !== undefined && (await meetings?.end(callId, reason)) === true;
    return isIncoming || isHere;
  }
  held.incoming.forgetAbsent(room);
  const meeting = callId && (await meetings?.find(callId));
  if (meeting !== undefined) meeting.moderation.forgetAbsent();
  giver?.forgetAbsent().catch(() => undefined);
  return meeting !== undefined;
}
