// Schemas of the HTTP API for meetings, spaces and sessions: the server parses with them, the client has their types.
import { z } from 'zod';
import { displayText, role, username } from './accountsApi.ts';
import type { SpaceId } from './ids.ts';
import { rtpCapabilities } from './signalling/rtp.ts';
import { browserToken, callId, personName } from './signalling/shapes.ts';

/** `GET /api/meetings/:callId`: what the page needs before it asks for a name. */
export const meetingLookUp = z.object({
  callId,
  /**
   * False while call IDs are being guessed. Then a client without a guest link or pass gets this reply for every number,
   * whether a space has it or not, and has to knock.
   */
  isNumberChecked: z.boolean(),
  /** Null for a space with a lobby, if the client has nothing but its number. */
  name: z.string().nullable(),
  /** The name of the account that the browser is signed in with, to begin with; null for guests. */
  ownName: z.string().nullable(),
  /** A way in when the browser or the network fails; null if phones cannot join. */
  phoneNumber: z.string().nullable(),
  /** Whether those who lead the meeting see afterwards who was in it, and when. */
  hasAttendance: z.boolean(),
  /** ISO 8601, for a planned meeting that is not open yet; otherwise null, and always for those who lead it. */
  opensAt: z.string().nullable(),
  /** ISO 8601: when it is planned, as long as it is not open; otherwise null. */
  startsAt: z.string().nullable(),
  /** Goes into `prepare` and `knock`. All tabs of a browser get the same, by a cookie that this reply sets. */
  browserToken,
  /**
   * Where several servers share the meetings: what the page's socket carries as `?room=`, so that any of them leads it to
   * the one that has the meeting. Null on a server by itself, and for a number that was not checked.
   */
  room: z.string().nullable(),
  /** The same for every meeting, so the page can load its mediasoup Device at once. */
  rtpCapabilities,
});
export type MeetingLookUp = z.infer<typeof meetingLookUp>;

const spaceName = displayText.min(1);

/** Who waits in the lobby: nobody, guests without the link, or everybody but conveners. */
export const lobby = z.enum(['none', 'withoutLink', 'everybody']);
export type Lobby = z.infer<typeof lobby>;

const choices = {
  lobby,
  /** Whether phones may join. */
  admitsPhones: z.boolean(),
  /** Whether room systems may join. */
  admitsRooms: z.boolean(),
  /** Whether people in its meetings may be rung at numbers of their own, where the service rings people up. */
  allowsRingMe: z.boolean(),
  /** When the meeting is planned; it opens half an hour earlier. */
  startsAt: z.iso.datetime({ offset: true }).nullable(),
  /** Days after its planned time or last use, when it is deleted automatically; null for never. */
  deleteAfterDays: z.int().min(1).max(3650).nullable(),
};

/** `POST /api/spaces`. */
export const newSpace = z.strictObject({ name: spaceName, ...choices }).partial({
  lobby: true,
  admitsPhones: true,
  admitsRooms: true,
  allowsRingMe: true,
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
  /** Whether the service keeps a list of who was in each meeting. */
  hasAttendance: z.boolean(),
  /** Whether the service rings people up. If not, nobody on a space's list can be rung. */
  ringsUp: z.boolean(),
});
export type SpaceDefaults = z.infer<typeof spaceDefaults>;

/** `PATCH /api/spaces/:id`: fields that are left out stay as they are. */
export const spaceChange = z.strictObject({ name: spaceName, ...choices }).partial();
export type SpaceChange = z.infer<typeof spaceChange>;

/** A space, as its conveners, administrators and API tokens see it. */
export const spaceDescription = z.object({
  id: z.uuid().transform((text) => text as SpaceId),
  name: z.string(),
  callId,
  /** What a room system dials, if the service answers them; for example `testmote1-787544182@example.org`. */
  videoAddress: z.string(),
  /** Opens the meeting without typing the number; contains the space's secret. Empty for API tokens of scope `read`. */
  guestLink: z.string(),
  /** Null if the service has no phone number, or phones may not join. */
  phoneNumber: z.string().nullable(),
  lobby,
  admitsPhones: z.boolean(),
  admitsRooms: z.boolean(),
  allowsRingMe: z.boolean(),
  startsAt: z.string().nullable(),
  deleteAfterDays: z.number().nullable(),
  /** When it will be deleted automatically, if it is not used again; null for never. */
  deletesAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type SpaceDescription = z.infer<typeof spaceDescription>;

/** A member of staff who leads a space's meetings besides its owner, or could. */
export const colleague = z.object({
  /** Of the account. */
  id: z.string(),
  username: z.string(),
  /** Empty when none was given. */
  displayName: z.string(),
});
export type Colleague = z.infer<typeof colleague>;

/** `POST /api/spaces/:id/conveners`. */
export const newConvener = z.strictObject({ username });

/** A part of a username or a name. */
const partOfName = z
  .string('two letters at least.')
  .trim()
  .min(2, 'two letters at least.')
  .max(100);

/** `POST /api/colleagues/search`. In the body and not in the URL, which proxies log: the text is somebody's name. */
export const colleagueSearch = z.strictObject({ text: partOfName });
export type ColleagueSearch = z.infer<typeof colleagueSearch>;

/** `GET /api/colleagues?search=`. */
export const colleagueQuery = z.object({ search: partOfName });

/** `POST /api/meetings/:callId/confirmations`: the invitation was received. */
export const newConfirmation = z.strictObject({ name: personName });
export type NewConfirmation = z.infer<typeof newConfirmation>;

/** `GET /api/spaces/:id/confirmations`. */
export const confirmation = z.object({ name: z.string(), confirmedAt: z.string() });
export type Confirmation = z.infer<typeof confirmation>;

/** Those of a guest's pages. */
const invitationLanguage = z.enum(
  ['sv', 'en', 'fi', 'ar', 'so', 'fa', 'uk', 'pl'],
  'sv, en, fi, ar, so, fa, uk or pl.',
);

/** `GET /api/spaces/:id/invitation?language=`. */
export const invitationQuery = z.object({ language: invitationLanguage.default('sv') });

/** `GET /api/spaces/:id/invitation`; the QR code of its link is at `/api/spaces/:id/qr.svg`. */
export const invitation = z.object({
  language: invitationLanguage,
  /** Plain text, for pasting. */
  text: z.string(),
});
export type Invitation = z.infer<typeof invitation>;

/** `GET /api/meetings/:callId/invitation`: as much of it as the person who asks may pass on. */
export const invitationFromInside = invitation.extend({
  /** Where a browser gets in: the guest link, or the meeting's address, which needs the lobby's consent if there is one. */
  link: z.string(),
  /** Null where no telephone gets in. */
  phoneNumber: z.string().nullable(),
  /** Null where no room system gets in, and for those who may not know the meeting's name, which it contains. */
  videoAddress: z.string().nullable(),
});
export type InvitationFromInside = z.infer<typeof invitationFromInside>;

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
  /** False for an account of the identity provider, which has its password. */
  hasPassword: z.boolean(),
});
export type SessionDescription = z.infer<typeof sessionDescription>;

/** `GET /api/session/ways`: the ways to sign in besides username and password. */
export const signInWays = z.object({
  /** The identity provider, with the label of its button; null if there is none. */
  oidc: z.object({ name: z.string().nullable() }).nullable(),
});
export type SignInWays = z.infer<typeof signInWays>;

/** The body of every refusal (RFC 9457). */
export const problem = z.object({
  type: z.literal('about:blank'),
  status: z.int(),
  /** A name that programs can rely on: `callIdUnknown`. */
  title: z.string(),
  detail: z.string(),
});
export type Problem = z.infer<typeof problem>;
