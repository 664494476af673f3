// The requests for conveners only.
import { z } from 'zod';
import type { RequestDefinition } from './requestDefinition.ts';
import { lobbyWord } from '../message.ts';
import { role } from '../role.ts';
import { participantId, personName } from '../shapes.ts';
import { nothing } from './requestParts.ts';

const participantOnly = z.object({ participantId });
/** Refusals of requests for conveners only. */
const convenerRefusals = ['notJoined', 'notConvener'] as const;

export const moderationRequests = {
  /** Admits somebody from the lobby. */
  admit: { body: participantOnly, reply: nothing, refusals: [...convenerRefusals, 'notInLobby'] },
  deny: { body: participantOnly, reply: nothing, refusals: [...convenerRefusals, 'notInLobby'] },
  /** Mutes a participant, who is told by whom and may unmute again. */
  muteParticipant: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /** Mutes everybody except conveners. */
  muteEverybody: { body: nothing, reply: nothing, refusals: convenerRefusals },
  /**
   * Asks a participant to turn the microphone on, which nobody else can do for them. Their page gets `soundAsked`;
   * telephones and room systems can't be asked.
   */
  askForSound: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone', 'participantOnPhone'],
  },
  lowerHandOf: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /** Ends the shared screen of a participant, with its sound. They are told by whom, and may share again. */
  stopScreenOf: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone', 'notSharing'],
  },
  /** Shows that participant alone large to everybody who hasn't chosen otherwise, until they leave; null ends it. */
  setSpotlight: {
    body: z.object({ participantId: participantId.nullable() }),
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /**
   * Shows one more participant large to everybody, beside those who are already, or no longer. Of more than
   * `MAX_SPOTLIT` the first gives way.
   */
  setSpotlit: {
    body: z.object({ participantId, isSpotlit: z.boolean() }),
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /**
   * Says something to everybody who waits in a browser. Not to those whose number hasn't been checked: they must not
   * learn that it exists.
   */
  tellLobby: {
    body: z.object({ text: lobbyWord }),
    reply: nothing,
    refusals: [...convenerRefusals, 'nobodyWaits'],
  },
  /** Names a caller; people in a browser have named themselves. */
  renameParticipant: {
    body: z.object({ participantId, name: personName }),
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone', 'notOnPhone'],
  },
  /** Says what somebody does for the others, also of oneself; null: nothing. Whoever is in a browser may change it. */
  setRole: {
    body: z.object({ participantId, role: role.nullable() }),
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /**
   * Removes somebody. Who comes back in the same browser must be admitted, with `isBlocked` is refused. A telephone or
   * room system that shows its number or address is refused either way.
   */
  removeParticipant: {
    body: participantOnly.extend({ isBlocked: z.boolean().exactOptional() }),
    reply: z.object({
      /** False when the browser isn't recognised: only its tab is. */
      isBlocked: z.boolean(),
    }),
    refusals: [...convenerRefusals, 'participantGone', 'isConvener'],
  },
  /** While locked, nobody new may join except conveners. */
  setLocked: {
    body: z.object({ isLocked: z.boolean() }),
    reply: nothing,
    refusals: convenerRefusals,
  },
  /** Makes text of what is said, by a computer. Everybody is told. */
  startCaptions: { body: nothing, reply: nothing, refusals: [...convenerRefusals, 'noCaptions'] },
  stopCaptions: { body: nothing, reply: nothing, refusals: convenerRefusals },
  /** Ends the meeting for everybody; the space and its call ID remain. */
  endMeeting: { body: nothing, reply: nothing, refusals: convenerRefusals },
  /** Ends the meeting and deletes the space; its call ID is never reused. */
  deleteSpace: { body: nothing, reply: nothing, refusals: convenerRefusals },
} as const satisfies Record<string, RequestDefinition>;
