// What a meeting takes with it to another server. Of a meeting whose server died, only its door is left (`door.ts`).
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import { liveLine } from '@distansmote/shared/signalling/liveText.ts';
import { LIVE_LINE_MAX_LENGTH } from '@distansmote/shared/signalling/liveTextLimits.ts';
import { message } from '@distansmote/shared/signalling/message.ts';
import { ringId, ringState } from '@distansmote/shared/signalling/ringing.ts';
import { role } from '@distansmote/shared/signalling/role.ts';
import { participantId } from '@distansmote/shared/signalling/shapes.ts';
import { z } from 'zod';

/**
 * As JSON in UTF-8. Everything but the chat takes 810 kB at the very most, and a few usually; the oldest messages give
 * way.
 */
export const MAX_STATE_BYTES = 870_000;
/** Of any list: more than a meeting keeps, so that only what no server has sent is refused. */
const MAX_ENTRIES = 20_000;
/** More than all servers together ring in a day for one space. */
const MAX_RUNG = 200;

const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(entry).max(MAX_ENTRIES).default([]);
const name = z.string().max(NAME_MAX_LENGTH);
const browserId = z.string().max(64);
/** Milliseconds since 1970. Servers of a cluster have the same time, but for what NTP leaves. */
const time = z.number().nonnegative();

/** Of somebody present. What else there is of them comes back with them: their page says it at the join. */
const personState = z.object({
  id: participantId,
  name,
  /** As others see it. */
  displayName: name,
  isConvener: z.boolean(),
  handRaisedAt: time.nullable().default(null),
  isMuted: z.boolean().default(false),
  /** The convener who muted them, of which their page does not know yet. */
  unheardMuteBy: name.optional(),
  /** A telephone carries their audio, and comes back by itself. */
  isLinked: z.boolean().default(false),
  /** Whether they sign, as they have said themselves. */
  signs: z.boolean().optional(),
  /** By a convener; null: taken away. What they say themselves comes back with them. */
  givenRole: role.nullable().exactOptional(),
});
export type PersonState = z.infer<typeof personState>;

/** More than there are numbers with extensions, and keys of booking lines. */
const MAX_ADDRESS_LENGTH = 300;
/** Of 0-9*#, and `,`. */
export const MAX_RING_DIGITS = 100;

/** Whom the meeting rings, or has rung. */
const rungState = z.object({
  id: ringId,
  to: z.discriminatedUnion('type', [
    z.object({ type: z.literal('phone'), number: z.string().regex(/^\+\d{3,15}$/) }),
    z.object({ type: z.literal('room'), uri: z.string().max(MAX_ADDRESS_LENGTH) }),
  ]),
  /** As conveners see it. */
  shownTo: z.string().max(MAX_ADDRESS_LENGTH),
  as: z.object({ name, profession: name, role: role.exactOptional() }),
  digits: z.string().max(MAX_RING_DIGITS).optional(),
  /** Whose own telephone it is. */
  linkedTo: participantId.optional(),
  state: ringState,
  personId: participantId.optional(),
  /** The server that rings, until the call is over. */
  nodeId: z.string().max(32).optional(),
});
export type RungState = z.infer<typeof rungState>;

/** What has come of one, as the server says that rings. */
export const ringNews = z.object({
  id: ringId,
  state: ringState,
  personId: participantId.exactOptional(),
});
export type RingNews = z.infer<typeof ringNews>;

/** What `Standings` remembers, each list oldest first. Ids and browsers' ids only: it is kept in the database. */
export const standingsState = z.object({
  known: listOf(z.tuple([participantId, browserId.nullable()]).rest(z.unknown())),
  removed: listOf(participantId),
  browsersOfRemoved: listOf(browserId),
  barred: listOf(participantId),
  blockedBrowsers: listOf(browserId),
});

export const doorState = standingsState.extend({ isLocked: z.boolean().default(false) });
export type DoorState = z.infer<typeof doorState>;

/**
 * Every field has a default, and unknown ones are ignored: a server and one of the next version hand over to each other.
 * What is carried of which class, and what is not, is a table in `docs/decisions/0060-state-that-moves.md`.
 */
export const meetingState = doorState.extend({
  /** Its people are still at the other server, which sends a later state before they come. */
  isPreliminary: z.boolean().default(false),
  letIn: listOf(participantId),
  persons: listOf(personState),
  /** Who was in the lobby. They knock again, by themselves. */
  waiting: listOf(participantId),
  /** Who left muted, oldest first. */
  departedMuted: listOf(participantId),
  /** What conveners have said of people who have left, oldest first. */
  departedRoles: listOf(z.tuple([participantId, role.nullable()]).rest(z.unknown())),
  /** Names that conveners have had, folded as `displayNames.ts` does, and whose they were. */
  convenerNames: listOf(z.tuple([z.string().max(4_000), z.array(participantId)])),
  /** The first of `spotlightIds`, for a server that knows of no more. */
  spotlightId: participantId.nullable().default(null),
  spotlightIds: listOf(participantId),
  /** The convener, by name, who had text made of what is said; null while it is not. */
  captionsStartedBy: name.nullable().default(null),
  /** Oldest first. Pages of the chat are addressed by the numbers, which go on. */
  chat: listOf(z.object({ message, number: z.number(), hasArrived: z.boolean().default(false) })),
  lastNumber: z.number().default(0),
  liveText: z
    .object({
      /** Oldest first. */
      lines: listOf(liveLine),
      writers: listOf(
        z.object({
          id: participantId,
          live: z.string().max(LIVE_LINE_MAX_LENGTH),
          lastSeq: z.int().default(0),
        }),
      ),
      began: z.int().optional(),
      nextNumber: z.int().default(0),
      dropped: z.int().default(0),
    })
    .default({ lines: [], writers: [], nextNumber: 0, dropped: 0 }),
  /** Least recently issued first. */
  /** In the order in which they were rung. */
  rung: z.array(rungState).max(MAX_RUNG).default([]),
  pins: listOf(
    z.object({
      pin: z.string().regex(/^\d{4}$/),
      owner: z.object({ id: participantId, name, profession: name, role: role.exactOptional() }),
      expiresAt: time,
    }),
  ),
  /** Whom a convener has denied, and how long and until when they have to wait. */
  denials: listOf(z.object({ id: participantId, seconds: z.number().nonnegative(), until: time })),
  /** The first join; null if nobody has joined. */
  startedAt: time.nullable().default(null),
  mostPresent: z.number().default(0),
});
export type MeetingState = z.infer<typeof meetingState>;

/** Of a meeting of which nothing else is known. */
export const stateOfDoor = (door: DoorState): MeetingState => meetingState.parse(door);

/** After its guest link was renewed, of a meeting that is not open yet (`Moderation.forgetAbsent`). */
export function withoutAbsent(state: MeetingState): MeetingState {
  const here = new Set(state.persons.map(({ id }) => id));
  return {
    ...state,
    known: state.known.filter(([id]) => here.has(id)),
    letIn: state.letIn.filter((id) => here.has(id)),
    pins: state.pins.filter(({ owner }) => here.has(owner.id)),
  };
}
