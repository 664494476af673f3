// The table of all limits on clients: unit, reason, and amount per scope (decision 0034).
import {
  LIVE_TEXT_BUDGET,
  LIVE_TEXT_PIECE,
} from '@distansmote/shared/signalling/liveTextLimits.ts';

/** A token bucket: holds up to `burst` tokens and refills by `perSecond`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/**
 * What a limit is counted per. `perSocket`: an Engine.IO connection or Socket.IO socket. `perAddress`: an IPv4 address,
 * which a whole county may share, or an IPv6 /48 (`siteOf`); look-ups and connections count per /64. `perAddressInMeeting`:
 * one address in one meeting. `perAccount`: one staff account.
 */
export type Scope =
  | 'perSocket'
  | 'perAddress'
  | 'perAddressInMeeting'
  | 'perMeeting'
  | 'perAccount'
  | 'perProcess';

interface Limit {
  /** What one token stands for. */
  unit: string;
  /** What honest use needs, and what an attacker could do with more. */
  reason: string;
}

/**
 * `share` is each socket's own bucket while its address or meeting has nothing left, so that one machine cannot starve all
 * others there. Enough to join, or to say something, and little after that.
 */
type RateLimit = Limit & Partial<Record<Scope, Rate>> & { share?: Rate };
type HeldLimit = Limit & Partial<Record<Scope, number>>;

/** Rates. */
export const RATES = {
  httpRequests: {
    unit: 'HTTP requests, upgrades among them',
    reason:
      'A page makes 20 requests. 300 people behind one address open it within a minute, and may all use long polling. At 0.15 ms each, an address uses a seventh of a core.',
    perAddress: { burst: 9_000, perSecond: 900 },
  },
  connectionAttempts: {
    unit: 'Engine.IO handshakes',
    reason:
      '300 people behind one address reconnect after an outage, with two attempts each. The rate then leaves others a chance while one machine connects all the time.',
    perAddress: { burst: 900, perSecond: 100 },
    // 0.7 ms each. After a restart everybody reconnects, and retries a few seconds later.
    perProcess: { burst: 3_000, perSecond: 300 },
  },
  requests: {
    unit: 'signalling requests',
    reason:
      'A page makes about 20 to join and a few per second later. 300 pages of one address may join within a minute.',
    perSocket: { burst: 100, perSecond: 10 },
    perAddress: { burst: 9_000, perSecond: 600 },
    share: { burst: 30, perSecond: 1 },
  },
  refusals: {
    unit: 'requests refused as tooFast',
    reason:
      'A page that gets tooFast waits. One that goes on costs a reply each time; past this limit it is disconnected.',
    perSocket: { burst: 300, perSecond: 5 },
  },
  parsing: {
    unit: 'milliseconds of CPU spent on validating requests',
    reason:
      'A join costs about 5 ms. All pages of one address together may use a tenth of a core in the long run.',
    perSocket: { burst: 150, perSecond: 10 },
    perAddress: { burst: 3_000, perSecond: 100 },
    share: { burst: 6, perSecond: 0.05 },
  },
  bytesReceived: {
    unit: 'bytes of Engine.IO packets (over WebSocket all bytes), with a surcharge per packet and control frame',
    reason: 'A join takes about 25 kB. A page that never stops sending is not ours.',
    perSocket: { burst: 500_000, perSecond: 20_000 },
    perAddress: { burst: 20_000_000, perSecond: 2_000_000 },
    share: { burst: 60_000, perSecond: 2_000 },
  },
  preparations: {
    unit: 'prepare requests',
    reason:
      'Each creates two transports and a consumer for every track. A page makes one, and one per reconnect.',
    perSocket: { burst: 15, perSecond: 0.5 },
    perAddress: { burst: 600, perSecond: 20 },
  },
  joins: {
    unit: 'joins, except returns after a drop',
    reason:
      'Everybody in the meeting is told of each, and of the leaving. A hundred colleagues behind one address join twice within a minute.',
    perSocket: { burst: 10, perSecond: 0.2 },
    perAddressInMeeting: { burst: 200, perSecond: 2 },
  },
  returns: {
    unit: 'joins by somebody who is still present under the same id',
    reason:
      'A page returns after a drop, a reload or a change of networks; a hundred colleagues behind one address do at once, three times a minute. Everybody is told of each, and of every track that ends and starts.',
    perAddressInMeeting: { burst: 300, perSecond: 3 },
  },
  renames: {
    unit: 'changes of one’s own name in a meeting',
    reason:
      'Somebody mends a name, or hands the tablet on. Names that change all the time are noise, and each is in the audit log.',
    perSocket: { burst: 10, perSecond: 0.1 },
    perAddressInMeeting: { burst: 200, perSecond: 1 },
    // 2 kB each with nine companions: at 1 MB unread, people on slow lines are disconnected.
    perMeeting: { burst: 300, perSecond: 3 },
  },
  knocks: {
    unit: 'knocks that reach a lobby',
    reason:
      'A lobby holds fifty people, who may all share an address and reload once. Knocking and giving up in turns is noise.',
    perSocket: { burst: 5, perSecond: 0.2 },
    perAddressInMeeting: { burst: 100, perSecond: 2 },
  },
  denials: {
    unit: 'denials by a convener; the balance may become negative',
    reason:
      'A few colleagues behind one address may have come to the wrong meeting. After that, new tabs of that address can knock every ten seconds.',
    perAddressInMeeting: { burst: 5, perSecond: 0.1 },
  },
  lookUps: {
    unit: 'look-ups by the number alone',
    reason:
      'A join makes two or three. A client behind a shared address must not try numbers until one is known there: with 50 known numbers, 5 a second find one in 40 days.',
    perAddress: { burst: 1_000, perSecond: 5 },
  },
  confirmations: {
    unit: 'confirmations of an invitation',
    reason: 'An office confirms for its staff. Each is a row in the database.',
    perAddress: { burst: 20, perSecond: 1 / 3 },
  },
  accessibilityReports: {
    unit: 'messages about accessibility',
    reason:
      'Somebody writes one or two. Each is kept until an administrator has read it; as many as are kept come in eight hours at the least.',
    perAddress: { burst: 5, perSecond: 1 / 600 },
    perProcess: { burst: 50, perSecond: 1 / 60 },
  },
  uncheckedKnocks: {
    unit: 'knocks for a number that was not looked up',
    reason:
      'While somebody guesses, 300 people behind one address knock within a minute, and some again. Nobody knocks for many numbers.',
    perSocket: { burst: 5, perSecond: 0.1 },
    perAddress: { burst: 400, perSecond: 5 },
  },
  equipmentTests: {
    unit: 'equipment tests started',
    reason:
      'A test tries two or three paths, and each counts. An office tests its computers. Each also uses a relay user name.',
    perAddress: { burst: 30, perSecond: 0.25 },
  },
  playbackReports: {
    unit: 'notices of playback problems, each to one receiver',
    reason:
      'While 100 people join, each reports three times on each other. Later a report is rare: a tab goes out of view, a network fails. Each is kept for some minutes, for those who may return.',
    perSocket: { burst: 600, perSecond: 20 },
    perAddress: { burst: 30_000, perSecond: 500 },
    perMeeting: { burst: 30_000, perSecond: 300 },
  },
  noticesMade: {
    unit: 'notices of a hand, a microphone, a camera or a message, per receiver',
    reason:
      'Among 100 people, each presses and releases the push-to-talk key fifteen times in a row, and then every two seconds.',
    perSocket: { burst: 3_000, perSecond: 100 },
    perAddress: { burst: 150_000, perSecond: 5_000 },
    perMeeting: { burst: 100_000, perSecond: 3_000 },
  },
  chatWritten: {
    unit: 'bytes of messages, as each receiver gets them, to everybody or to one',
    reason:
      'A hundred people who type make 3 kB a second, and a burst is more than the chat keeps. Without it a hundred could send each of the others 12 MB within ten seconds.',
    // Ten of the longest messages, which is what one may send within ten seconds.
    perSocket: { burst: 130_000, perSecond: 1_000 },
    perMeeting: { burst: 400_000, perSecond: 10_000 },
    share: { burst: 2_000, perSecond: 100 },
  },
  liveTextRequests: {
    unit: 'requests that carry real-time text',
    reason:
      'A page sends every 300 ms while somebody types, and everybody is told. Ten people who type at once make 33 a second. Pages that get tooFast send more at a time.',
    perSocket: LIVE_TEXT_BUDGET.requests,
    perMeeting: { burst: 300, perSecond: 50 },
    share: { burst: 5, perSecond: 1 },
  },
  liveTextWritten: {
    unit: 'UTF-16 code units of real-time text, erasures among them',
    reason:
      'The fastest typists write 15 characters a second. To correct the start of a line, the rest of it is written again, and a prepared text is pasted.',
    perSocket: LIVE_TEXT_BUDGET.characters,
    perMeeting: { burst: 40_000, perSecond: 1_000 },
    // A page sends no more than that at a time.
    share: { burst: LIVE_TEXT_PIECE, perSecond: 10 },
  },
  chatBytes: {
    unit: 'bytes of chat and real-time text so far, sent to newcomers',
    reason:
      'A chat has at most 256 kB and is read once per join, five times on a bad network. 300 people behind one address join at once.',
    perSocket: { burst: 1_500_000, perSecond: 10_000 },
    perAddress: { burst: 80_000_000, perSecond: 1_000_000 },
  },
  tracksStarted: {
    unit: 'tracks started during a meeting',
    reason:
      'A camera, a screen and its audio are started now and then. Each creates a consumer for everybody present.',
    perSocket: { burst: 20, perSecond: 0.5 },
    perAddress: { burst: 900, perSecond: 100 },
    perMeeting: { burst: 400, perSecond: 10 },
  },
  signIns: {
    unit: 'successful sign-ins, and password changes',
    reason:
      'A few per day, even for an account that a reception desk shares. Each makes an entry in the audit log, and most a session.',
    perAccount: { burst: 100, perSecond: 0.05 },
  },
  attendanceExports: {
    unit: 'lists of attendance as a file',
    reason:
      'A convener exports one after a meeting. Guests can fill a list with 5,000 rows of long names: 11 MB, and 0.2 s of CPU.',
    perAccount: { burst: 20, perSecond: 0.1 },
  },
  auditReads: {
    unit: 'pages, searches and exports of the audit log',
    reason:
      'One for each search, page and file. A name that nobody has reads the whole log, in chunks between which meetings run.',
    perAccount: { burst: 100, perSecond: 1 },
  },
  spaceSearches: {
    unit: 'searches in the list of spaces',
    reason:
      'One for each tab, page, sorting and pause in typing. In 5,000 spaces some texts take 70 ms, during which nothing else is done.',
    perAccount: { burst: 100, perSecond: 2 },
  },
  videoSizes: {
    unit: 'videos that are shown in another size',
    reason:
      'With 100 people all videos change size with the window. Each change costs two messages to the media worker.',
    perSocket: { burst: 1_000, perSecond: 50 },
    perAddress: { burst: 60_000, perSecond: 2_000 },
  },
} as const satisfies Record<string, RateLimit>;

/** Amounts held at a time. */
export const HELD = {
  connections: {
    unit: 'Engine.IO connections, joined or not',
    reason:
      '300 people with two pages each, and as many dropped connections that are not detected yet. Each holds about 25 kB.',
    perAddress: 1_000,
    perProcess: 10_000,
  },
  tcpConnections: {
    unit: 'TCP connections to the HTTP server, except from trusted proxies',
    reason:
      'Over HTTP/1.1 a browser holds six connections and a WebSocket: 300 people have 2,100. Each takes 10 kB.',
    perAddress: 3_000,
    perProcess: 20_000,
  },
  equipmentTestsOpen: {
    unit: 'equipment tests in progress, each for at most a minute',
    reason:
      'Each costs as much as a participant who shares a screen. An office may be testing its computers.',
    perAddress: 10,
    perProcess: 20,
  },
  passwordChecks: {
    unit: 'password checks, running or queued, from browsers unknown to the account',
    reason:
      'Two at a time take about 50 ms, so the last of 40 waits for a second. A county signs in within minutes, not at once.',
    // For IPv6, a whole site.
    perAddress: 20,
    // The owner of an account could fill the queue with the right password, which spends no failure budget.
    perAccount: 10,
    perProcess: 40,
  },
  knownPasswordChecks: {
    unit: 'password checks, running or queued, from browsers that have signed in to the account before',
    reason:
      'They go before unknown browsers. 300 people behind one address may sign in within the same seconds on a Monday.',
    perAddress: 300,
    perAccount: 10,
    perProcess: 1_000,
  },
  uncheckedKnocks: {
    unit: 'people waiting to be let in for a number that was not looked up',
    reason:
      '300 people behind one address may all wait. Each holds about 1 kB beside its connection, for at most half an hour.',
    perAddress: 400,
  },
  uncheckedCalls: {
    unit: 'telephones and room systems waiting to be let in for a number that was not looked up',
    reason:
      'Each holds a line of the trunk (SIP_MAX_CALLS, default 100) for at most two minutes. Guessers get a fifth of them.',
    perProcess: 20,
  },
  ringing: {
    unit: 'people whom conveners ring up and who are not in the meeting yet',
    reason:
      'A convener rings an interpreter and a relative at once. Each takes a line of the trunk (SIP_MAX_CALLS, default 100) for a minute or two.',
    perMeeting: 2,
    perProcess: 20,
  },
  ownPhonesRinging: {
    unit: 'people of a meeting who are rung at a number of their own, and have not answered for themselves yet',
    reason: 'Apart from the others: guests must not keep a convener from ringing.',
    perMeeting: 2,
    perProcess: 10,
  },
  sipTransactions: {
    unit: 'SIP transactions kept for retransmissions; the oldest completed ones end early',
    reason:
      'What a trunk may send in the 32 seconds of timer J (RFC 3261 §17.2.2). Each takes 7 kB, and 20 kB with the longest headers.',
    perProcess: 4_500,
  },
  sipRepeats: {
    unit: 'SIP messages that we retransmit over UDP until they are answered; the oldest is given up',
    reason:
      'A refusal is acknowledged within milliseconds, unless the source address was forged: each would send ten more packets to it.',
    perProcess: 500,
  },
  sipStrangers: {
    unit: 'SIP connections over TCP and TLS that have not authenticated, for at most half a minute',
    reason:
      'A PBX has one or two, each for as long as a handshake and one challenge take. Each takes up to 300 kB.',
    perAddress: 20,
    perProcess: 100,
  },
  unsentBytes: {
    unit: 'bytes queued for sending',
    reason:
      'The largest reply, to prepare with a hundred people present, has about 300 kB. A client that reads nothing is disconnected at 1 MB.',
    perSocket: 1_000_000,
    perAddress: 32_000_000,
    perProcess: 128_000_000,
  },
} as const satisfies Record<string, HeldLimit>;

export type RateName = keyof typeof RATES;
export type HeldName = keyof typeof HELD;
