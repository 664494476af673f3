// The bodies of the HTTP API, for the server that parses them and the page that reads them.
import { z } from 'zod';
import { role, username } from './accountsApi.ts';
import type { SpaceId } from './ids.ts';
import { rtpCapabilities } from './signalling/rtp.ts';
import { browserToken, callId, personName } from './signalling/shapes.ts';

/** `GET /api/meetings/:callId`: what a page needs before it asks for a name. */
export const meetingLookUp = z.object({
  callId,
  /**
   * False while somebody guesses at call IDs: every number is then answered like this to whoever has no more than it,
   * also one that no meeting has, and they knock for it.
   */
  isNumberChecked: z.boolean(),
  /** Null to whoever comes by the mere number of a space with a lobby. */
  name: z.string().nullable(),
  /** For those whose browser or network fails them; null when the service has none. */
  phoneNumber: z.string().nullable(),
  /** ISO 8601; set where it has a time that is far off, and is not open yet. */
  opensAt: z.string().nullable(),
  /** To be shown by `prepare` and `knock`: the same to each tab of a browser, which the cookie of this answer tells. */
  browserToken,
  /** The same for every meeting, so that the page's Device can be loaded at once. */
  rtpCapabilities,
});
export type MeetingLookUp = z.infer<typeof meetingLookUp>;

const spaceName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'no invisible characters');

/** Who must be let in: nobody, whoever comes by the mere number, or everybody but conveners. */
export const lobby = z.enum(['none', 'withoutLink', 'everybody']);
export type Lobby = z.infer<typeof lobby>;

const choices = {
  lobby,
  /** Whether telephones may come. */
  admitsPhones: z.boolean(),
  /** Whether room systems may come. */
  admitsRooms: z.boolean(),
  /** When the meeting is planned for; it opens half an hour before. */
  startsAt: z.iso.datetime({ offset: true }).nullable(),
  /** So many days after its time or last use it deletes itself; null for never. */
  deleteAfterDays: z.int().min(1).max(3650).nullable(),
};

/** `POST /api/spaces`. */
export const newSpace = z.strictObject({ name: spaceName, ...choices }).partial({
  lobby: true,
  admitsPhones: true,
  admitsRooms: true,
  startsAt: true,
  deleteAfterDays: true,
});
export type NewSpace = z.infer<typeof newSpace>;

/** `GET /api/spaces/defaults`: what a form for a new space begins with, and what it can offer. */
export const spaceDefaults = z.object({
  /** What a new space gets if the request names no other. */
  lobby,
  /** Whether the service answers room systems. If not, `admitsRooms` is kept but has no effect. */
  hasRooms: z.boolean(),
});
export type SpaceDefaults = z.infer<typeof spaceDefaults>;

/** `PATCH /api/spaces/:id`: what is not named stays. */
export const spaceChange = z.strictObject({ name: spaceName, ...choices }).partial();
export type SpaceChange = z.infer<typeof spaceChange>;

/** A space as the API shows it to whoever owns it. */
export const spaceDescription = z.object({
  id: z.uuid().transform((text) => text as SpaceId),
  name: z.string(),
  callId,
  /** What a room system dials, if the service answers them; for example `testmote1-787544182@example.org`. */
  videoAddress: z.string(),
  /** Opens the meeting without typing the number; carries the space's secret. Empty to an API token of scope `read`. */
  guestLink: z.string(),
  /** Null when the service has no telephone number, or telephones may not come. */
  phoneNumber: z.string().nullable(),
  lobby,
  admitsPhones: z.boolean(),
  admitsRooms: z.boolean(),
  startsAt: z.string().nullable(),
  deleteAfterDays: z.number().nullable(),
  /** When it will delete itself, as things stand; null for never. */
  deletesAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type SpaceDescription = z.infer<typeof spaceDescription>;

/** A member of staff who leads the space's meetings beside its owner; and whom one may ask to. */
export const colleague = z.object({
  /** The account's. */
  id: z.string(),
  username: z.string(),
  /** Empty when none was given. */
  displayName: z.string(),
});
export type Colleague = z.infer<typeof colleague>;

/** `POST /api/spaces/:id/conveners`. */
export const newConvener = z.strictObject({ username });

/** `GET /api/colleagues?search=`. */
export const colleagueQuery = z.object({
  /** A part of a username or a name. */
  search: z.string('two letters at least.').trim().min(2, 'two letters at least.').max(100),
});

/** `POST /api/meetings/:callId/confirmations`: the invitation has come. */
export const newConfirmation = z.strictObject({ name: personName });
export type NewConfirmation = z.infer<typeof newConfirmation>;

/** `GET /api/spaces/:id/confirmations`. */
export const confirmation = z.object({ name: z.string(), confirmedAt: z.string() });
export type Confirmation = z.infer<typeof confirmation>;

const invitationLanguage = z.enum(['sv', 'en'], 'sv or en.');

/** `GET /api/spaces/:id/invitation?language=`. */
export const invitationQuery = z.object({ language: invitationLanguage.default('sv') });

/** `GET /api/spaces/:id/invitation`; the QR code of its link is at `/api/spaces/:id/qr.svg`. */
export const invitation = z.object({
  language: invitationLanguage,
  /** Plain text, for pasting. */
  text: z.string(),
});
export type Invitation = z.infer<typeof invitation>;

/** `POST /api/session`. */
export const credentials = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
});
export type Credentials = z.infer<typeof credentials>;

/** `GET /api/session`. */
export const sessionDescription = z.object({
  username: z.string(),
  /** Empty when none was given. */
  displayName: z.string(),
  role,
  /** False for an account of the identity provider, whose password is changed there. */
  hasPassword: z.boolean(),
});
export type SessionDescription = z.infer<typeof sessionDescription>;

/** `GET /api/session/ways`: how one may sign in beside username and password. */
export const signInWays = z.object({
  /** The identity provider, with the name that its button says; null when there is none. */
  oidc: z.object({ name: z.string().nullable() }).nullable(),
});
export type SignInWays = z.infer<typeof signInWays>;

/** The body of every refusal, as RFC 9457 has it. */
export const problem = z.object({
  type: z.literal('about:blank'),
  status: z.int(),
  /** A name that programs can rely on, such as `callIdUnknown`. */
  title: z.string(),
  detail: z.string(),
});
export type Problem = z.infer<typeof problem>;
