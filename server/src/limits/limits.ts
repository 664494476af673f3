// The one table of what a client may spend: each limit with its unit, its reason, and how much per whom.

/** A token bucket: `burst` at once, refilled by `perSecond` up to that. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/**
 * Whom a limit is kept for: one Engine.IO connection or Socket.IO socket, one client address (an IPv4 address, behind which
 * a whole county may stand, or an IPv6 /48 as `siteOf` has it; look-ups and connections are counted by its /64s), one
 * meeting, one account of staff, or the whole process. `perAddressInMeeting`: what is done to one meeting from one address.
 */
export type Scope =
  | 'perSocket'
  | 'perAddress'
  | 'perAddressInMeeting'
  | 'perMeeting'
  | 'perAccount'
  | 'perProcess';

interface Limit {
  /** What is counted. */
  unit: string;
  /** Why these numbers: what honest use needs, and what an attacker could do with more. */
  reason: string;
}

/**
 * `share`: what each socket has for itself while its address has nothing left, so that one machine cannot spend what all
 * others behind the address need. As much as a way in takes, and then little.
 */
type RateLimit = Limit & Partial<Record<Scope, Rate>> & { share?: Rate };
type HeldLimit = Limit & Partial<Record<Scope, number>>;

/** What may be spent in the course of time. */
export const RATES = {
  httpRequests: {
    unit: 'HTTP requests, upgrades among them',
    reason:
      'A page takes 20 files and answers; 300 of one address open it within a minute, and may all have to poll. At 0.15 ms each an address takes a seventh of a core.',
    perAddress: { burst: 9_000, perSecond: 900 },
  },
  connectionAttempts: {
    unit: 'Engine.IO handshakes',
    reason:
      'A county of 300 behind one address loses its connection and comes back, each with two attempts. After that as many a second as leave a colleague a chance while one machine asks all the time.',
    perAddress: { burst: 900, perSecond: 100 },
    // Each takes 0.7 ms. After a restart all come back, and again a few seconds later.
    perProcess: { burst: 3_000, perSecond: 300 },
  },
  requests: {
    unit: 'signalling requests',
    reason:
      'A page makes about 20 on its way in and a few a second after that; 300 pages of one address may come in within a minute.',
    perSocket: { burst: 100, perSecond: 10 },
    perAddress: { burst: 9_000, perSecond: 600 },
    share: { burst: 30, perSecond: 1 },
  },
  refusals: {
    unit: 'requests refused as tooFast',
    reason:
      'A page that is told tooFast waits. One that goes on asking costs an answer each time: past this its connection ends.',
    perSocket: { burst: 300, perSecond: 5 },
  },
  parsing: {
    unit: 'milliseconds of CPU spent on validating requests',
    reason:
      'An honest way in costs about 5 ms; all pages of one address together may take a tenth of a core for longer.',
    perSocket: { burst: 150, perSecond: 10 },
    perAddress: { burst: 3_000, perSecond: 100 },
    share: { burst: 6, perSecond: 0.05 },
  },
  bytesReceived: {
    unit: 'bytes of Engine.IO packets, by WebSocket all bytes; each packet and control frame counts for more',
    reason: 'A way in takes about 25 kB; a page that sends without end is not one of ours.',
    perSocket: { burst: 500_000, perSecond: 20_000 },
    perAddress: { burst: 20_000_000, perSecond: 2_000_000 },
    share: { burst: 60_000, perSecond: 2_000 },
  },
  preparations: {
    unit: 'prepare requests',
    reason:
      'Each makes two transports and a consumer for every track. A page makes one, and another when it reconnects.',
    perSocket: { burst: 15, perSecond: 0.5 },
    perAddress: { burst: 600, perSecond: 20 },
  },
  joins: {
    unit: 'entries into a meeting, but for coming back after a drop',
    reason:
      'Everybody there is told of each, and of the leaving. A hundred colleagues of one address come twice within a minute.',
    perSocket: { burst: 10, perSecond: 0.2 },
    perAddressInMeeting: { burst: 200, perSecond: 2 },
  },
  returns: {
    unit: 'entries into a meeting by somebody who is present there still, under their id',
    reason:
      'A page comes back after a drop, a reload or a change of networks; a hundred colleagues of one address do at once, three times within a minute. Everybody is told, and of each track that ends and starts.',
    perAddressInMeeting: { burst: 300, perSecond: 3 },
  },
  knocks: {
    unit: 'knock requests that lead into a lobby',
    reason:
      'A lobby takes fifty, who may all come from one address and reload once; whoever gives up and knocks in turns is noise.',
    perSocket: { burst: 5, perSecond: 0.2 },
    perAddressInMeeting: { burst: 100, perSecond: 2 },
  },
  denials: {
    unit: 'times that a convener has turned somebody away, which may become a debt',
    reason:
      'A few colleagues behind one address may have come to the wrong meeting. After that, who comes by new tabs knocks every ten seconds.',
    perAddressInMeeting: { burst: 5, perSecond: 0.1 },
  },
  lookUps: {
    unit: 'call IDs asked for by the mere number',
    reason:
      'A way in asks two or three times. Whoever shares an address with colleagues must not try numbers until one is known there: with 50 known ones, 5 a second find one in 40 days.',
    perAddress: { burst: 1_000, perSecond: 5 },
  },
  confirmations: {
    unit: 'confirmations that somebody will come',
    reason: 'An office confirms for its own; each is a row in the database.',
    perAddress: { burst: 20, perSecond: 1 / 3 },
  },
  uncheckedKnocks: {
    unit: 'knocks for a number that is not tried',
    reason:
      'While somebody guesses, a county of 300 behind one address knocks within a minute, and some again; nobody knocks for many numbers.',
    perSocket: { burst: 5, perSecond: 0.1 },
    perAddress: { burst: 400, perSecond: 5 },
  },
  equipmentTests: {
    unit: 'equipment tests begun',
    reason:
      'A test tries two or three ways, each a new one. An office tries its computers; each also takes a relay user.',
    perAddress: { burst: 30, perSecond: 0.25 },
  },
  playbackReports: {
    unit: 'notices of how somebody is seen and heard at somebody else, each to one alone',
    reason:
      'Of 100 people each reports three times on each other one while all come in. After that a report is rare: a tab goes out of view, a network fails. Each is kept some minutes for those who may come back.',
    perSocket: { burst: 600, perSecond: 20 },
    perAddress: { burst: 30_000, perSecond: 500 },
    perMeeting: { burst: 30_000, perSecond: 300 },
  },
  noticesMade: {
    unit: 'notices of a hand, a microphone, a camera or a message, one for each who is told',
    reason:
      'Among 100 people, each presses and lets go the talk key fifteen times in a row, and then once in two seconds.',
    perSocket: { burst: 3_000, perSecond: 100 },
    perAddress: { burst: 150_000, perSecond: 5_000 },
    perMeeting: { burst: 100_000, perSecond: 3_000 },
  },
  chatBytes: {
    unit: 'bytes of what was written before, read by those who have come',
    reason:
      'A chat has 256 kB at most and is read once by whoever comes; five times while a line is bad. A county of 300 comes at once.',
    perSocket: { burst: 1_500_000, perSecond: 10_000 },
    perAddress: { burst: 80_000_000, perSecond: 1_000_000 },
  },
  tracksStarted: {
    unit: 'tracks started in mid-meeting',
    reason:
      'A camera, a screen and its sound are started now and then; each makes a consumer for everybody who is there.',
    perSocket: { burst: 20, perSecond: 0.5 },
    perAddress: { burst: 900, perSecond: 100 },
    perMeeting: { burst: 400, perSecond: 10 },
  },
  signIns: {
    unit: 'sign-ins with the right password or by the identity provider, and changes of the password',
    reason:
      'A day has a few, also of an account that a whole reception desk shares. Each makes an entry of the audit log, and most a session.',
    perAccount: { burst: 100, perSecond: 0.05 },
  },
  videoSizes: {
    unit: 'pictures that are shown in another size',
    reason:
      'Of 100 people all pictures change when a window does; a change costs two messages to the media worker.',
    perSocket: { burst: 1_000, perSecond: 50 },
    perAddress: { burst: 60_000, perSecond: 2_000 },
  },
} as const satisfies Record<string, RateLimit>;

/** What may be held at once. */
export const HELD = {
  connections: {
    unit: 'Engine.IO connections, whether they have joined or not',
    reason:
      'A county of 300 with two pages each, and as many that have dropped and are not noticed yet. Each holds about 25 kB.',
    perAddress: 1_000,
    perProcess: 10_000,
  },
  tcpConnections: {
    unit: 'TCP connections to the HTTP server, but for those of trusted proxies',
    reason:
      'A browser holds six and a WebSocket to a server without HTTP/2: 300 of one address have 2,100. Each takes 10 kB.',
    perAddress: 3_000,
    perProcess: 20_000,
  },
  equipmentTestsOpen: {
    unit: 'equipment tests, each for a minute at most',
    reason:
      'Each costs as much as a participant who shares a screen. An office may be trying its computers.',
    perAddress: 10,
    perProcess: 20,
  },
  passwordChecks: {
    unit: 'passwords being verified or waiting for it, of browsers that are strangers to the account',
    reason:
      'Two at a time take about 50 ms: the last of 40 waits for a second. All of a county sign in within minutes, not at once.',
    // Of IPv6 a whole site.
    perAddress: 20,
    // Who has an account could fill the queue with its right password, on which no tries are spent.
    perAccount: 10,
    perProcess: 40,
  },
  knownPasswordChecks: {
    unit: 'passwords being verified or waiting for it, of browsers that have signed in to the account before',
    reason:
      'They go before strangers. A county of 300 behind one address may sign in within the same seconds on a Monday.',
    perAddress: 300,
    perAccount: 10,
    perProcess: 1_000,
  },
  uncheckedKnocks: {
    unit: 'people who wait to be let in for a number that was not tried',
    reason:
      'A county of 300 behind one address may all wait. Each holds about 1 kB beside its connection, for half an hour at most.',
    perAddress: 400,
  },
  uncheckedCalls: {
    unit: 'telephones that wait to be let in for a number that was not tried',
    reason:
      'Each holds one of the lines of the trunk (SIP_MAX_CALLS, 100 unless set), for two minutes at most: guessers get a fifth of them.',
    perProcess: 20,
  },
  sipTransactions: {
    unit: 'SIP transactions that are kept for what may be said again; the oldest that have an answer end early',
    reason:
      'What a trunk may say in the 32 seconds of timer J (RFC 3261). Each takes 7 kB, and 20 kB with the longest of headers.',
    perProcess: 4_500,
  },
  sipRepeats: {
    unit: 'SIP messages of ours that are repeated by UDP until they are answered; the oldest is given up',
    reason:
      'A refusal is answered within milliseconds, unless somebody else wrote the address: each would have ten more packets sent there.',
    perProcess: 500,
  },
  sipStrangers: {
    unit: 'TCP and TLS connections to SIP that have not shown the password, for half a minute at most',
    reason:
      'An exchange has one or two, each for as long as a handshake and one question take. Each takes up to 300 kB.',
    perAddress: 20,
    perProcess: 100,
  },
  unsentBytes: {
    unit: 'bytes that were sent and have not left the process',
    reason:
      'The largest reply, to prepare with a hundred people there, has about 300 kB. Who reads nothing is closed at 1 MB.',
    perSocket: 1_000_000,
    perAddress: 32_000_000,
    perProcess: 128_000_000,
  },
} as const satisfies Record<string, HeldLimit>;

export type RateName = keyof typeof RATES;
export type HeldName = keyof typeof HELD;
