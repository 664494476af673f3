// A SIP message taken apart into lines, within bounds: cheap, and before the parser sees any of it.

export interface RawMessage {
  firstLine: string;
  headers: readonly Header[];
  body: string;
}

interface Header {
  /** Lower case, never the short form. */
  name: string;
  value: string;
}

/** Those that mean something here. Others are not even parsed. */
const KNOWN = new Set([
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'record-route',
  'content-type',
  'content-length',
  'require',
  'supported',
  'session-expires',
  'min-se',
  'p-asserted-identity',
  'privacy',
  'authorization',
]);

/** RFC 3261 §7.3.3, RFC 4028 §4. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  c: 'content-type',
  l: 'content-length',
  k: 'supported',
  x: 'session-expires',
};

const ONLY_ONCE = ['from', 'to', 'call-id', 'cseq'];
const AT_MOST_ONCE = ['content-length', 'content-type', 'session-expires'];
const MOST_LINES = 128;
const LONGEST_LINE = 2_048;
const MOST_VIAS = 20;

/** Undefined: no SIP, or more than anybody needs. */
export function rawMessage(text: string): RawMessage | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  // A line that begins with white space goes on the former one (RFC 3261 §7.3.1).
  const [firstLine = '', ...lines] = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  if (lines.length > MOST_LINES || firstLine.length > LONGEST_LINE) return undefined;
  const headers = lines.flatMap(headersOf);
  if (headers.some(({ value }) => value.length > LONGEST_LINE || hasControls(value))) {
    return undefined;
  }
  return { firstLine, headers, body: text.slice(end + 4) };
}

export function headerOf({ headers }: RawMessage, wanted: string): string | undefined {
  return headers.find(({ name }) => name === wanted)?.value;
}

/** Whether what every answer must repeat is there, and not twice (RFC 3261 §8.1.1). */
export function isAnswerable({ headers }: RawMessage): boolean {
  const count = (wanted: string) => headers.filter(({ name }) => name === wanted).length;
  const vias = count('via');
  return vias > 0 && vias <= MOST_VIAS && ONLY_ONCE.every((name) => count(name) === 1);
}

export function hasRepeated({ headers }: RawMessage): boolean {
  return AT_MOST_ONCE.some((once) => headers.filter(({ name }) => name === once).length > 1);
}

function headersOf(line: string): Header[] {
  const colon = line.indexOf(':');
  const written = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const name = SHORT_FORMS[written] ?? written;
  const value = line.slice(colon + 1).trim();
  if (!KNOWN.has(name)) return [];
  // Of several in one line sip.js reads the first and repeats none of the others as they were.
  const values = name === 'via' ? splitAtCommas(value) : [value];
  return values.map((one) => ({ name, value: one }));
}

/** Not within quotes. */
function splitAtCommas(value: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const sign = value[at];
    if (isQuoted && sign === '\\') at += 1;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ',' && !isQuoted) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** A tab is white space; a lone CR or LF could end a line elsewhere. */
function hasControls(value: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
}
