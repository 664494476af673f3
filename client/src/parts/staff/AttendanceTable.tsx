// Who was in a meeting and when, a line for each time that somebody was there, day by day.
import type { AttendancePeriod } from '@distansmote/shared/attendanceApi.ts';
import { locale } from '../../language/locale.ts';
import { roleWords } from '../../language/roleWords.ts';
import { byDay, clock, dayName } from '../../language/swedishTimes.ts';
import { attendanceTexts } from '../../language/texts/attendance.ts';
import { useTexts } from '../../language/useTexts.ts';
import { TableHead } from './TableHead.tsx';

export function AttendanceTable({ periods }: { periods: readonly AttendancePeriod[] }) {
  const t = useTexts(attendanceTexts);
  const language = locale.get();
  const time = (at: string) => <time dateTime={at}>{clock(at, language)}</time>;
  return (
    <table class="table attendance-table">
      <caption class="visually-hidden">{t.attendance}</caption>
      <TableHead columns={[t.name, t.profession, t.legs, t.came, t.left]} />
      {byDay(periods, ({ enteredAt }) => enteredAt).map(({ day, entries }) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={5}>
              {dayName(entries[0]?.enteredAt ?? day, language)}
            </th>
          </tr>
          {entries.map(
            ({
              id,
              name,
              profession,
              role,
              companions,
              isConvener,
              legs,
              enteredAt,
              leftAt,
              isPresent,
            }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{[name, ...companions].join(', ')}</bdi>{' '}
                  {isConvener && <span class="badge">{t.leads}</span>}
                </th>
                <td>
                  <bdi>{[role && roleWords(role), profession].filter(Boolean).join(', ')}</bdi>
                </td>
                <td>{legs.map((leg) => t[leg]).join(', ')}</td>
                <td class="cell-time">{time(enteredAt)}</td>
                <td class="cell-time cell-left">
                  {leftAt !== null && time(leftAt)}
                  {isPresent && <span class="badge is-now">{t.isPresent}</span>}
                  {leftAt === null && !isPresent && (
                    <span class="soft" title={t.unknownWhy}>
                      {t.unknown}
                    </span>
                  )}
                </td>
              </tr>
            ),
          )}
        </tbody>
      ))}
    </table>
  );
}
