// The invitation on a sheet of A4: seen only when printed, in the language of the invitation and not of the page.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { directionOf, type Locale } from '../../language/languages.ts';
import { dateTime } from '../../language/dateTime.ts';
import { organization } from '../../platform/organization.ts';
import { type SheetWords, sheetWords } from './sheetWords.ts';

interface InvitationSheetProps {
  space: SpaceDescription;
  /** Whether the service answers room systems. */
  hasRooms: boolean;
  /** Whether the service keeps a list of who was in a meeting. */
  hasAttendance: boolean;
  language: Locale;
  /** The address of the picture. */
  qrCode: string;
}

export function InvitationSheet(props: InvitationSheetProps) {
  const { space, hasRooms, hasAttendance, language, qrCode } = props;
  const words: SheetWords = sheetWords[language];
  const { name, callId, phoneNumber, startsAt, videoAddress, admitsRooms } = space;
  const digits = groupDigits(callId);
  const { host } = new URL(space.guestLink);
  return (
    <section class="sheet" lang={language} dir={directionOf(language)}>
      <p class="sheet-kind">
        {words.heading}
        {organization.name && ` – ${organization.name}`}
      </p>
      <p class="sheet-name" dir="auto">
        {name}
      </p>
      {startsAt !== null && (
        <>
          <p class="sheet-time">{dateTime(startsAt, language)}</p>
          <p>{words.enterFrom}</p>
        </>
      )}
      <div class="sheet-id">
        <p>{words.callId}</p>
        <p class="digits">{digits}</p>
      </div>
      <div class="sheet-ways">
        <div>
          <h2>{words.byBrowser}</h2>
          <ol>
            <li>
              {words.goTo} <strong class="sheet-address">{host}</strong>
            </li>
            <li>
              {words.typeNumber} <strong class="digits">{digits}</strong>
            </li>
            <li>{words.typeName}</li>
          </ol>
          {phoneNumber !== null && (
            <>
              <h2>{words.byPhone}</h2>
              <p>
                {words.call} <strong class="digits">{phoneNumber}</strong>. {words.enter}{' '}
                <strong class="digits">{digits} #</strong>
              </p>
            </>
          )}
          {hasRooms && admitsRooms && (
            <>
              <h2>{words.byRoom}</h2>
              <p>
                {words.dial} <strong class="sheet-address">{videoAddress}</strong>
              </p>
            </>
          )}
        </div>
        <figure>
          <img src={qrCode} alt="" />
          <figcaption>{words.qrCode}</figcaption>
        </figure>
      </div>
      <p class="sheet-last">
        {words.keep} {hasAttendance && words.attendance}
      </p>
    </section>
  );
}
