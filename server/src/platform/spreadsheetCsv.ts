// CSV that Swedish Excel opens directly, and that cannot make it compute anything.
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** LibreOffice takes these for delimiters too, and would find a formula behind one: such a cell is quoted. */
const OTHER_DELIMITERS = /[,\t]/;

/**
 * A stream, so that only a chunk of the rows is in memory. A BOM and semicolons, as Swedish Excel expects. Names that a
 * spreadsheet would take for formulas get an apostrophe in front.
 */
export function spreadsheetCsv(
  columns: readonly string[],
  rows: Iterable<string[]> | AsyncIterable<string[]>,
): Readable {
  const csv = stringify({
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: OTHER_DELIMITERS,
    header: true,
    columns: [...columns],
  });
  // An error ends the response, and the reader sees that it is cut short.
  pipeline(Readable.from(rows), csv, () => undefined);
  return csv;
}
