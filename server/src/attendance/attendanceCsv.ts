// The list of attendance as CSV for a spreadsheet, in Swedish or English.
import type { AttendancePeriod } from '@distansmote/shared/attendanceApi.ts';
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import { swedishIso } from '@distansmote/shared/swedishTime.ts';
import { roleWords } from '../meetings/roleWords.ts';
import { spreadsheetCsv } from '../platform/spreadsheetCsv.ts';

type CsvLanguage = 'sv' | 'en';

const words: Record<
  CsvLanguage,
  {
    columns: readonly string[];
    legs: Record<ParticipantKind, string>;
    yes: string;
    present: string;
    unknown: string;
  }
> = {
  sv: {
    columns: [
      'Namn',
      'Profession',
      'Tillsammans med',
      'Mötesledare',
      'Var med via',
      'Kom (svensk tid)',
      'Gick (svensk tid)',
      'Tolk eller skrivtolk',
    ],
    legs: { browser: 'Webbläsare', phone: 'Telefon', room: 'Konferensrum' },
    yes: 'Ja',
    present: 'Är med nu',
    unknown: 'Okänt',
  },
  en: {
    columns: [
      'Name',
      'Profession',
      'Together with',
      'Leads the meeting',
      'Joined by',
      'Came (Swedish time)',
      'Left (Swedish time)',
      'Interpreter or captioner',
    ],
    legs: { browser: 'Browser', phone: 'Phone', room: 'Meeting room' },
    yes: 'Yes',
    present: 'Still there',
    unknown: 'Unknown',
  },
};

/** @param periods in the order of the file. */
export function attendanceCsv(periods: AsyncIterable<AttendancePeriod>, language: CsvLanguage) {
  const { columns, legs: legWords, yes, present, unknown } = words[language];
  async function* rows() {
    for await (const period of periods) {
      const { name, profession, role, companions, isConvener, legs, enteredAt, leftAt, isPresent } =
        period;
      yield [
        name,
        profession,
        companions.join(', '),
        isConvener ? yes : '',
        legs.map((leg) => legWords[leg]).join(', '),
        swedishIso(enteredAt),
        leftAt === null ? (isPresent ? present : unknown) : swedishIso(leftAt),
        role === null ? '' : roleWords(role, language),
      ];
    }
  }
  return spreadsheetCsv(columns, rows());
}
