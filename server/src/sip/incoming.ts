// Turns a raw message into one for sip.js: validated, and without what sip.js's grammar stumbles over.
import {
  IncomingRequestMessage,
  IncomingResponseMessage,
  LoggerFactory,
  NameAddrHeader,
  Parser,
} from 'sip.js/lib/core/index.js';
import { type Flow, WIRE_ENCODING } from './flow.ts';
import { type StatelessStatus, receivedVia } from './statelessResponse.ts';
import { type RawMessage, hasRepeated, headerOf, headersOf, isAnswerable } from './rawMessage.ts';
import { readNameAddr } from './nameAddr.ts';
import { sdpPartOf } from './sdpBody.ts';

/**
 * The user in our Contact. Every request is handed to sip.js as if addressed to it, since sip.js answers 404 to any
 * other: whoever is let in may dial any number. What was dialled is kept beside the message (`requestUri`).
 */
export const OWN_USER = 'distansmote';

export type Incoming =
  | { type: 'request'; message: IncomingRequestMessage; requestUri: string }
  | {
      type: 'response';
      message: IncomingResponseMessage;
      /** The values of WWW-Authenticate and Proxy-Authenticate, which sip.js does not see: it would answer them itself. */
      challenges: readonly string[];
    }
  | { type: 'bad'; status: StatelessStatus };

/** RFC 3261 §8.1.1.5. */
const MAX_CSEQ = 2 ** 31;
const MAX_ID_LENGTH = 256;
/**
 * The headers that sip.js parses, together: its grammar takes some 1.6 ms a kB, so no message takes it much longer than
 * 3 ms. An INVITE that came through ten proxies has half of this.
 */
const MAX_PARSED_LENGTH = 2_048;
/** From sip.js. */
const KEPT_BACK = new Set([
  'content-length',
  'content-type',
  'www-authenticate',
  'proxy-authenticate',
]);
const PARSED = new Set(['from', 'to', 'contact', 'record-route']);

const BAD: Incoming = { type: 'bad', status: 400 };
const logger = silentLoggers().getLogger('sip');

/** By default sip.js logs to the console, addresses included. */
export function silentLoggers(): LoggerFactory {
  const loggers = new LoggerFactory();
  loggers.builtinEnabled = false;
  return loggers;
}

/** @returns undefined when no answer is due. */
export function incoming(raw: RawMessage, flow: Flow): Incoming | undefined {
  if (/^SIP\/2\.0 [1-6]\d{2} /.test(raw.firstLine)) {
    if (parsedLength(raw) > MAX_PARSED_LENGTH) return undefined;
    const message = parse(raw.firstLine, raw, bodyOf(raw) ?? '');
    if (!(message instanceof IncomingResponseMessage) || !isUsable(message)) return undefined;
    const wanted = message.statusCode === 407 ? 'proxy-authenticate' : 'www-authenticate';
    return { type: 'response', message, challenges: headersOf(raw, wanted) };
  }
  const [, method, requestUri] =
    /^([A-Z]{2,20}) ([a-z]+:\S+) SIP\/2\.0$/i.exec(raw.firstLine) ?? [];
  if (method === undefined || requestUri === undefined || !isAnswerable(raw)) return undefined;
  if (!/^(?:sips?|tel):/i.test(requestUri)) return { type: 'bad', status: 416 };
  if (parsedLength(raw) > MAX_PARSED_LENGTH) return { type: 'bad', status: 513 };
  const body = bodyOf(raw);
  if (body === undefined || hasRepeated(raw)) return BAD;
  const message = parse(`${method} sip:${OWN_USER}@invalid SIP/2.0`, raw, body);
  if (!(message instanceof IncomingRequestMessage) || !isComplete(message, method)) return BAD;
  restoreReceived(message, raw, flow);
  return { type: 'request', message, requestUri };
}

/** sip.js parses only the first Via. */
function parsedLength({ headers }: RawMessage): number {
  const via = headers.find(({ name }) => name === 'via');
  return headers.reduce(
    (sum, { name, value }) => sum + (PARSED.has(name) ? value.length : 0),
    via?.value.length ?? 0,
  );
}

type Response = IncomingResponseMessage;
type Parsed = ReturnType<typeof Parser.parseMessage>;

function parse(firstLine: string, raw: RawMessage, body: string): Parsed {
  const lines = raw.headers
    .filter(({ name }) => !KEPT_BACK.has(name))
    .map(({ name, value }) => {
      return `${name}: ${name === 'from' || name === 'to' ? withoutName(value) : value}`;
    });
  const type = headerOf(raw, 'content-type');
  const { contentType, content } = sdpPartOf({ contentType: type ?? '', content: body });
  if (content !== '') lines.push(`content-type: ${contentType}`);
  const head = [firstLine, ...lines, 'content-length: 0'].join('\r\n');
  try {
    const message = Parser.parseMessage(`${head}\r\n\r\n`, logger);
    // Separate from the headers, which are kept longer.
    if (message !== undefined) message.body = content;
    return message;
  } catch {
    return undefined;
  }
}

/** sip.js stumbles over display names and tel: URIs (RFC 3966); the dialog only needs the tag. */
function withoutName(value: string): string {
  const parts = readNameAddr(value);
  if (parts === undefined) return value;
  const { uri, parameters } = parts;
  const number = /^tel:([+\d*#().-]*)/i.exec(uri)?.[1];
  const sip = number === undefined ? uri : `sip:${number}@invalid`;
  return `<${sip.replaceAll('#', '%23')}>${parameters}`;
}

/** @returns undefined when it is shorter than its Content-Length: over UDP the rest is lost. */
function bodyOf(raw: RawMessage): string | undefined {
  const length = headerOf(raw, 'content-length');
  if (length === undefined) return raw.body;
  if (!/^\d{1,6}$/.test(length) || Number(length) > raw.body.length) return undefined;
  return raw.body.slice(0, Number(length));
}

/** What sip.js takes for granted. */
function isComplete(message: IncomingRequestMessage, method: string): boolean {
  const { from, to, via, callId, fromTag, toTag, viaBranch, cseq } = message;
  const isThere = [from, to, via].every((part: unknown) => part !== undefined);
  if (!isThere || !isIdentifier(callId) || !isIdentifier(fromTag)) return false;
  if (toTag !== undefined && !isIdentifier(toTag)) return false;
  if ((viaBranch ?? '').length > MAX_ID_LENGTH) return false;
  const parsed = message.parseHeader('cseq') as { method?: unknown } | undefined;
  if (parsed?.method !== method || !(cseq >= 0 && cseq < MAX_CSEQ)) return false;
  return method !== 'INVITE' || message.parseHeader('contact') instanceof NameAddrHeader;
}

/** What sip.js takes for granted of a response. */
function isUsable({ from, to, via, callId, fromTag, toTag, viaBranch, method }: Response): boolean {
  const isThere = [from, to, via, viaBranch, method].every((part: unknown) => Boolean(part));
  if (!isThere || !isIdentifier(callId) || !isIdentifier(fromTag)) return false;
  return toTag === undefined || isIdentifier(toTag);
}

/** A parameter without a value is null, although sip.js's types do not say so. */
function isIdentifier(text: string | null | undefined): boolean {
  return typeof text === 'string' && text.length > 0 && text.length <= MAX_ID_LENGTH;
}

/** A slice would keep the whole message in memory as long as its transaction (V8's sliced strings). */
const copyOf = (text: string) => Buffer.from(text, WIRE_ENCODING).toString(WIRE_ENCODING);

/** Responses repeat headers as received; address and sent-by are part of the transaction's key (RFC 3261 §17.2.3). */
function restoreReceived(message: IncomingRequestMessage, raw: RawMessage, flow: Flow): void {
  message.setHeader('from', copyOf(headerOf(raw, 'from') ?? ''));
  const to = message.headers['To']?.[0];
  if (to !== undefined) to.raw = copyOf(headerOf(raw, 'to') ?? '');
  const via = message.headers['Via']?.[0];
  if (via !== undefined) via.raw = receivedVia(via.raw, flow);
  // The magic cookie of RFC 3261; RFC 2543 had no unique branches.
  const branch = /^z9hG4bK./i.test(message.viaBranch ?? '')
    ? message.viaBranch
    : `${message.callId} ${message.fromTag} ${message.cseq}`;
  const transaction =
    message.method === 'ACK' || message.method === 'CANCEL' ? 'INVITE' : message.method;
  const { host, port } = message.via;
  message.viaBranch = `${flow.address} ${host}:${port} ${transaction} ${branch}`;
}
