// The invitation: a text with every way into a space that works, to paste where links cannot be clicked.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { Invitation, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { SWEDISH_TIME_ZONE } from '@distansmote/shared/swedishTime.ts';
import encodeQr from 'qr';
import { OPENS_BEFORE_MS } from '../meetings/admission.ts';

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
  language: Invitation['language'],
): string {
  return (language === 'sv' ? swedish : english)(space, service).join('\n');
}

function swedish(space: SpaceDescription, service: InvitingService): string[] {
  const { publicUrl, hasRooms, hasAttendance } = service;
  const { callId, guestLink, phoneNumber, startsAt, admitsRooms } = space;
  return [
    headed('Inbjudan till distansmöte', space.name),
    ...(startsAt === null
      ? []
      : [
          `Tid: ${timeIn('sv-SE', startsAt).replace(':', '.')}. Du kan gå in från ${OPENS_BEFORE_MINUTES} minuter före.`,
        ]),
    `Samtals-ID: ${groupDigits(callId)}`,
    '',
    'Med webbläsare (Chrome, Edge, Firefox eller Safari; inget behöver installeras)',
    `Skriv adressen ${publicUrl} i webbläsaren, välj Anslut och skriv samtals-ID ${groupDigits(callId)}`,
    ...(guestLink === '' ? [] : ['Eller öppna länken:', guestLink]),
    ...(phoneNumber === null
      ? []
      : ['', 'Med telefon', `Ring ${phoneNumber}, ange därefter ${callId}#`]),
    ...(hasRooms && admitsRooms
      ? ['', 'Med videokonferenssystem', `Ring upp videoadressen ${space.videoAddress}`]
      : []),
    '',
    ...(startsAt === null
      ? []
      : [
          `${guestLink === '' ? 'Skriv' : 'Öppna länken eller skriv'} samtals-ID redan nu, och bekräfta att du fått inbjudan.`,
        ]),
    'Lämna inte uppgifterna vidare till någon som inte ska vara med.',
    ...(hasAttendance ? ['Den som leder mötet kan se efteråt vilka som var med, och när.'] : []),
  ];
}

function english(space: SpaceDescription, service: InvitingService): string[] {
  const { publicUrl, hasRooms, hasAttendance } = service;
  const { callId, guestLink, phoneNumber, startsAt, admitsRooms } = space;
  return [
    headed('Invitation to a remote meeting', space.name),
    ...(startsAt === null
      ? []
      : [
          `Time: ${timeIn('en-GB', startsAt)}. You can enter from ${OPENS_BEFORE_MINUTES} minutes before.`,
        ]),
    `Call ID: ${groupDigits(callId)}`,
    '',
    'By web browser (Chrome, Edge, Firefox or Safari; nothing to install)',
    `Type the address ${publicUrl}, choose Anslut (Join), and type the call ID ${groupDigits(callId)}`,
    ...(guestLink === '' ? [] : ['Or open the link:', guestLink]),
    ...(phoneNumber === null ? [] : ['', 'By phone', `Call ${phoneNumber}, then enter ${callId}#`]),
    ...(hasRooms && admitsRooms
      ? ['', 'By videoconferencing system', `Dial the video address ${space.videoAddress}`]
      : []),
    '',
    ...(startsAt === null
      ? []
      : [
          `${guestLink === '' ? 'Type' : 'Open the link or type'} the call ID now, and confirm that you have the invitation.`,
        ]),
    'Do not pass this on to anybody who is not to take part.',
    ...(hasAttendance
      ? ['Whoever leads the meeting can see afterwards who took part, and when.']
      : []),
  ];
}

const headed = (heading: string, name: string) => (name === '' ? heading : `${heading}: ${name}`);

function timeIn(locale: string, time: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: SWEDISH_TIME_ZONE,
  }).format(new Date(time));
}

/** The guest link as a QR code (ISO/IEC 18004), black on white, in SVG. */
export function qrCodeOf({ guestLink }: SpaceDescription): string {
  return encodeQr(guestLink, 'svg', { ecc: 'medium', border: 2 });
}
