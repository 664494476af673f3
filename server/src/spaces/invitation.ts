// The invitation: a text with every way into a space that works, to paste where links cannot be clicked.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { SWEDISH_TIME_ZONE } from '@distansmote/shared/swedishTime.ts';
import encodeQr from 'qr';
import { OPENS_BEFORE_MS } from '../meetings/admission.ts';
import { INVITATION_WORDS, type InvitationLanguage } from './invitationWords.ts';

const OPENS_BEFORE_MINUTES = OPENS_BEFORE_MS / 60_000;

/** What an invitation says of the service. */
export interface InvitingService {
  /** Without a trailing slash. */
  publicUrl: string;
  /** Whether it answers room systems. */
  hasRooms: boolean;
  /** Whether it keeps a list of who was in a meeting. Callers read of it nowhere else. */
  hasAttendance: boolean;
}

/**
 * Plain text in lines; each way in has a heading, and stands there if the space admits it and the service answers it.
 * @param space what the reader is not to pass on is empty: the name, the guest link.
 */
export function invitationOf(
  space: SpaceDescription,
  service: InvitingService,
  language: InvitationLanguage,
): string {
  const { publicUrl, hasRooms, hasAttendance } = service;
  const { callId, guestLink, phoneNumber, startsAt, admitsRooms } = space;
  const words = INVITATION_WORDS[language];
  const number = (digits: string) =>
    RIGHT_TO_LEFT.includes(language) ? `\u2066${digits}\u2069` : digits;
  const digits = number(groupDigits(callId));
  const isDialledByRooms = hasRooms && admitsRooms;
  return [
    space.name === '' ? words.heading : `${words.heading}: ${space.name}`,
    ...(startsAt === null ? [] : [words.time(timeIn(language, startsAt), OPENS_BEFORE_MINUTES)]),
    `${words.callId}: ${digits}`,
    '',
    words.byBrowser,
    words.goTo(publicUrl, digits),
    // A line of its own, and bare: programs that make links of addresses would take marks of direction too.
    ...(guestLink === '' ? [] : [words.orOpen, guestLink]),
    ...(phoneNumber === null
      ? []
      : ['', words.byPhone, words.call(number(phoneNumber), number(`${callId}#`))]),
    ...(isDialledByRooms ? ['', words.byRoom, words.dial(space.videoAddress)] : []),
    '',
    ...(startsAt === null ? [] : [guestLink === '' ? words.confirmByNumber : words.confirmByLink]),
    words.keep,
    ...(hasAttendance ? [words.attendance] : []),
  ].join('\n');
}

/** Of numbers in text from right to left the groups would change places. */
const RIGHT_TO_LEFT: readonly InvitationLanguage[] = ['ar', 'fa'];

/** By our calendar, with the digits of call IDs. */
const TAGS: Record<InvitationLanguage, string> = {
  sv: 'sv-SE',
  en: 'en-GB',
  fi: 'fi-FI',
  ar: 'ar-u-ca-gregory-nu-latn',
  so: 'so',
  fa: 'fa-u-ca-gregory-nu-latn',
  uk: 'uk-UA',
  pl: 'pl-PL',
};

function timeIn(language: InvitationLanguage, time: string): string {
  const written = new Intl.DateTimeFormat(TAGS[language], {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: SWEDISH_TIME_ZONE,
    hourCycle: 'h23',
  }).format(new Date(time));
  return language === 'sv' ? written.replace(':', '.') : written;
}

/** The guest link as a QR code (ISO/IEC 18004), black on white, in SVG. */
export function qrCodeOf({ guestLink }: SpaceDescription): string {
  return encodeQr(guestLink, 'svg', { ecc: 'medium', border: 2 });
}
