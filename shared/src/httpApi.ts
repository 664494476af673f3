// The bodies of the HTTP API, for the server that parses them and the page that reads them.
import { z } from 'zod';
import type { CallId, SpaceId } from './ids.ts';
import type { RtpCapabilities } from './signalling/rtp.ts';
import { personName } from './signalling/shapes.ts';

/** `GET /api/meetings/:callId`: what a page needs before it asks for a name. */
export interface MeetingLookUp {
  callId: CallId;
  name: string;
  /** For those whose browser or network fails them; null when the service has none. */
  phoneNumber: string | null;
  /** ISO 8601; set where it has a time that is far off, and is not open yet. */
  opensAt: string | null;
  /** The same for every meeting, so that the page's Device can be loaded at once. */
  rtpCapabilities: RtpCapabilities;
}

const spaceName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'no invisible characters');

/** Who must be let in: nobody, whoever comes by the mere number, or everybody but conveners. */
export const lobby = z.enum(['none', 'withoutLink', 'everybody']);

const choices = {
  lobby,
  /** When the meeting is planned for; it opens half an hour before. */
  startsAt: z.iso.datetime({ offset: true }).nullable(),
};

/** `POST /api/spaces`. */
export const newSpace = z
  .strictObject({ name: spaceName, ...choices })
  .partial({ lobby: true, startsAt: true });
export type NewSpace = z.infer<typeof newSpace>;

/** `PATCH /api/spaces/:id`: what is not named stays. */
export const spaceChange = z.strictObject({ name: spaceName, ...choices }).partial();
export type SpaceChange = z.infer<typeof spaceChange>;

/** A space as the API shows it to whoever owns it. */
export interface SpaceDescription {
  id: SpaceId;
  name: string;
  callId: CallId;
  /** What a room system dials, for example `testmote1@example.org`. */
  videoAddress: string;
  /** Opens the meeting without typing the number; carries the space's secret. */
  guestLink: string;
  /** Null when the service has no telephone number. */
  phoneNumber: string | null;
  lobby: z.infer<typeof lobby>;
  startsAt: string | null;
  createdAt: string;
}

/** `POST /api/meetings/:callId/confirmations`: the invitation has come. */
export const newConfirmation = z.strictObject({ name: personName });
export type NewConfirmation = z.infer<typeof newConfirmation>;

/** `GET /api/spaces/:id/confirmations`. */
export interface Confirmation {
  name: string;
  confirmedAt: string;
}

export const invitationLanguage = z.enum(['sv', 'en']);

/** `GET /api/spaces/:id/invitation?language=sv`; the QR code of its link is at `/api/spaces/:id/qr.svg`. */
export interface Invitation {
  language: z.infer<typeof invitationLanguage>;
  /** Plain text, for pasting. */
  text: string;
}

/** `POST /api/session`. */
export const credentials = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
});
export type Credentials = z.infer<typeof credentials>;

/** `GET /api/session`. */
export interface SessionDescription {
  username: string;
  role: 'administrator' | 'staff';
}

/** The body of every refusal, as RFC 9457 has it. */
export interface Problem {
  type: 'about:blank';
  status: number;
  /** A name that programs can rely on, such as `callIdUnknown`. */
  title: string;
  detail: string;
}
