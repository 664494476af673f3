// The entries of the audit log in plain words, a line each, day by day.
import type { AuditActor, AuditEntry, RingOutcome } from '@distansmote/shared/auditApi.ts';
import { groupDigits } from '@distansmote/shared/callId.ts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { byDay, clock, dayName } from '../../language/swedishTimes.ts';
import { auditTexts } from '../../language/texts/audit.ts';
import { useTexts } from '../../language/useTexts.ts';
import { TableHead } from './TableHead.tsx';

type Texts = ReturnType<typeof auditTexts.get>;

function whoOf(t: Texts, { kind, name }: AuditActor): string {
  switch (kind) {
    case 'account':
      return name;
    case 'guest':
    case 'apiToken':
      return t[kind]({ name });
    case 'command':
    case 'identityProvider':
    case 'service':
    case 'unknown':
      return t[kind];
  }
}

function whatOf(t: Texts, { deed, by, about: named, role, detail }: AuditEntry): string {
  const about = named ?? '';
  switch (deed) {
    case 'spaceCreated':
    case 'spaceChanged':
    case 'linkRenewed':
    case 'spaceDeleted':
    case 'meetingEnded':
    case 'left':
    case 'connectionLost':
    case 'locked':
    case 'unlocked':
    case 'mutedEverybody':
    case 'spotlightEnded':
    case 'captionsStarted':
    case 'captionsStopped':
    case 'lobbyTold':
    case 'ringMeAllowed':
    case 'ringMeForbidden':
    case 'signedIn':
    case 'signedOut':
    case 'apiTokenUsed':
      return t[deed];
    case 'renamed':
    case 'renamedSelf':
    case 'accountRenamed':
    case 'rungUp':
    case 'rungMe':
      return t[deed]({ about, detail: detail ?? '' });
    case 'accessibilityReportsDeleted':
      return t[deed]({ detail: detail ?? '' });
    case 'ringEnded':
      return t.ringEnded({ about, outcome: outcomeOf(t, detail) });
    case 'signInFailed':
      return failureOf(t, named, detail);
    case 'entered':
      // A guest is shown by the name that they typed.
      if (by.kind === 'account') return t.enteredAs({ about });
      return detail === 'room' ? t.enteredFromRoom : t.entered;
    case 'accountCreated':
    case 'roleChanged':
      return t[deed]({ about, role: role === null ? '' : t[role] });
    case 'convenerAdded':
    case 'convenerRemoved':
    case 'admitted':
    case 'turnedAway':
    case 'removed':
    case 'blocked':
    case 'muted':
    case 'soundAsked':
    case 'handLowered':
    case 'screenStopped':
    case 'madeInterpreter':
    case 'madeSignLanguageInterpreter':
    case 'madeCaptioner':
    case 'meetingRoleRemoved':
    case 'spotlightSet':
    case 'accountClosed':
    case 'accountReopened':
    case 'passwordReset':
    case 'apiTokenCreated':
    case 'apiTokenRevoked':
    case 'nodeDrained':
    case 'nodeDrainCancelled':
      return t[deed]({ about });
  }
}

/** @param outcome one of `RingOutcome`; a newer server may know others. */
function outcomeOf(t: Texts, outcome: string | null): string {
  const texts: Record<RingOutcome, string> = {
    busy: t.ringBusy,
    noAnswer: t.ringNoAnswer,
    declined: t.ringDeclined,
    unknownNumber: t.ringUnknownNumber,
    notAccepted: t.ringNotAccepted,
    failed: t.ringFailed,
    hungUp: t.ringHungUp,
    left: t.ringLeft,
  };
  return new Map<string | null, string>(Object.entries(texts)).get(outcome) ?? '';
}

/** @param more how many similar events followed the one in an earlier entry. */
function failureOf(t: Texts, about: string | null, more: string | null): string {
  if (about === null)
    return more === null ? t.signInUnknown : t.signInUnknownTimes({ detail: more });
  return more === null ? t.signInFailed({ about }) : t.signInFailedTimes({ about, detail: more });
}

interface AuditTableProps {
  entries: readonly AuditEntry[];
  /** The index of the row that takes the focus: the first of a newly loaded page. */
  focusAt: number | undefined;
}

export function AuditTable({ entries, focusAt }: AuditTableProps) {
  const t = useTexts(auditTexts);
  const language = locale.get();
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    if (focusAt === undefined) return;
    table.current?.querySelectorAll<HTMLElement>('tr[tabindex]')[focusAt]?.focus();
  }, [focusAt]);
  return (
    <table class="table is-dense audit-table" ref={table}>
      <caption class="visually-hidden">{t.audit}</caption>
      <TableHead columns={[t.time, t.who, t.what, t.meeting]} />
      {byDay(entries, ({ at }) => at).map(({ day, entries: ofDay }) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={4}>
              {dayName(ofDay[0]?.at ?? day, language)}
            </th>
          </tr>
          {ofDay.map((entry) => (
            <tr key={entry.id} tabIndex={-1}>
              <td class="cell-time">
                <time dateTime={entry.at}>{clock(entry.at, language, true)}</time>
              </td>
              <td class="cell-who">
                <bdi>{whoOf(t, entry.by)}</bdi>
              </td>
              <td>
                <bdi>{whatOf(t, entry)}</bdi>
              </td>
              <td class="cell-space">
                {entry.space && (
                  <>
                    <bdi>{entry.space.name}</bdi>{' '}
                    <span class="digits soft">{groupDigits(entry.space.callId)}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
