// Splits a SIP message into lines, within limits: cheap, and before any parser sees it.

export interface RawMessage {
  firstLine: string;
  headers: readonly Header[];
  body: string;
}

interface Header {
  /** In lower case, never the compact form. */
  name: string;
  value: string;
}

/** Headers that are used here. Others are dropped unparsed. */
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
  'allow',
  'session-expires',
  'min-se',
  'p-asserted-identity',
  'privacy',
  'authorization',
  'www-authenticate',
  'proxy-authenticate',
  'rseq',
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
const MAX_LINES = 128;
const MAX_LINE_LENGTH = 2_048;
const MAX_VIAS = 20;

/** @returns undefined when it is not SIP, or exceeds the limits. */
export function rawMessage(text: string): RawMessage | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  // A line that begins with white space continues the previous one (RFC 3261 §7.3.1).
  const [firstLine = '', ...lines] = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  if (lines.length > MAX_LINES || firstLine.length > MAX_LINE_LENGTH) return undefined;
  const headers = lines.flatMap(headersIn);
  if (headers.some(({ value }) => value.length > MAX_LINE_LENGTH || hasControls(value))) {
    return undefined;
  }
  return { firstLine, headers, body: text.slice(end + 4) };
}

export function headerOf({ headers }: RawMessage, wanted: string): string | undefined {
  return headers.find(({ name }) => name === wanted)?.value;
}

export function headersOf({ headers }: RawMessage, wanted: string): string[] {
  return headers.filter(({ name }) => name === wanted).map(({ value }) => value);
}

/** Whether the headers that every response repeats are there, and only once (RFC 3261 §8.1.1, §8.2.6.2). */
export function isAnswerable({ headers }: RawMessage): boolean {
  const count = (wanted: string) => headers.filter(({ name }) => name === wanted).length;
  const vias = count('via');
  return vias > 0 && vias <= MAX_VIAS && ONLY_ONCE.every((name) => count(name) === 1);
}

export function hasRepeated({ headers }: RawMessage): boolean {
  return AT_MOST_ONCE.some((once) => headers.filter(({ name }) => name === once).length > 1);
}

function headersIn(line: string): Header[] {
  const colon = line.indexOf(':');
  const written = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const name = SHORT_FORMS[written] ?? written;
  const value = line.slice(colon + 1).trim();
  if (!KNOWN.has(name)) return [];
  // Of several Vias in one line sip.js reads the first, and does not repeat the others unchanged.
  const values = name === 'via' ? splitAtCommas(value) : [value];
  return values.map((one) => ({ name, value: one }));
}

/** Except within quotes. */
function splitAtCommas(value: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (isQuoted && character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === ',' && !isQuoted) {
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
