// sip.js's core (transactions and dialogs) for all calls. It sends over the flow of the message being handled.
import { randomBytes } from 'node:crypto';
import {
  Dialog,
  type IncomingInfoRequest,
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  InfoUserAgentServer,
  InviteUserAgentClient,
  InviteUserAgentServer,
  type OutgoingInviteRequestDelegate,
  SessionDialog,
  Timers,
  TransactionState,
  URI,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import { ClientTransaction } from 'sip.js/lib/core/transactions/client-transaction.js';
import { AllowedMethods } from 'sip.js/lib/core/user-agent-core/allowed-methods.js';
import { HELD } from '../limits/limits.ts';
import type { Flow, Protocol } from './flow.ts';
import { type Incoming, OWN_USER, silentLoggers } from './incoming.ts';

/** A call is answered by one phone, or by a few at once; the rest are ignored. */
const MAX_FORKS = 8;

/** An INVITE of ours. */
export interface OutgoingInvite {
  requestUri: URI;
  from: URI;
  callId: string;
  fromTag: string;
  cseq: number;
  extraHeaders: string[];
  body: { contentDisposition: string; contentType: string; content: string };
}

/** The other end of what is being handled. */
export interface Peer {
  flow: Flow;
  /** It called a sips: URI, and must get one in our Contact (RFC 5630 §5.2). */
  isSips: boolean;
}

export interface SipCoreDeps {
  announcedAddress: string;
  ports: Readonly<Record<Protocol, number | undefined>>;
  /** @param requestUri as received, within the limits of a header. */
  onInvite(invite: InviteUserAgentServer, peer: Peer, requestUri: string): void;
  /** Smaller in tests only. */
  maxTransactions?: number;
}

const METHODS = ['ACK', 'BYE', 'CANCEL', 'INFO', 'INVITE', 'OPTIONS', 'PRACK'];
export const ALLOW = `Allow: ${METHODS.join(', ')}`;
const WITHIN_A_DIALOG = new Set(['BYE', 'INFO', 'PRACK', 'UPDATE']);

export type Request = Extract<Incoming, { type: 'request' }>;

export class SipCore {
  readonly #core: UserAgentCore;
  readonly #maxTransactions: number;
  #peer: Peer | undefined;
  /** Of the request being received. */
  #requestUri = '';
  /** Of the response being received. */
  #challenges: readonly string[] = [];

  constructor(deps: SipCoreDeps) {
    setUpSipJs();
    this.#maxTransactions = deps.maxTransactions ?? HELD.sipTransactions.perProcess;
    this.#core = this.#createCore(deps);
    this.#core.delegate.onInvite = (request: IncomingInviteRequest) => {
      if (!(request instanceof InviteUserAgentServer)) return;
      generateTag(request);
      deps.onInvite(request, this.peer, this.#requestUri);
    };
  }

  /** For the answer to a re-INVITE, where sip.js leaves it out. */
  contact(peer: Peer): string {
    return this.within(peer, () => this.#core.configuration.contact.toString());
  }

  /** Defined while a message is received, and `within`. */
  get peer(): Peer {
    if (this.#peer === undefined) throw new Error('no message is being handled');
    return this.#peer;
  }

  within<T>(peer: Peer, act: () => T): T {
    const before = this.#peer;
    this.#peer = peer;
    try {
      return act();
    } finally {
      this.#peer = before;
    }
  }

  /** @returns false when there is no such call: the caller answers 481. */
  receiveRequest({ message, requestUri }: Request, flow: Flow): boolean {
    if (message.toTag === undefined && WITHIN_A_DIALOG.has(message.method)) return false;
    this.#makeRoom();
    const invite = this.#core.userAgentServers.get(message.viaBranch);
    // Some send the ACK of a 2xx with the branch of the INVITE, which sip.js would drop.
    const isAccepted = invite?.transaction.state === TransactionState.Accepted;
    if (message.method === 'ACK' && isAccepted) message.viaBranch += ' ACK';
    const peer: Peer = { flow, isSips: /^sips:/i.test(requestUri) };
    this.#requestUri = requestUri;
    try {
      this.within(peer, () => {
        if (message.method === 'UPDATE') this.#receiveUpdate(message);
        else this.#core.receiveIncomingRequestFromTransport(message);
      });
    } catch (error) {
      this.#abandon(message.viaBranch, peer);
      throw error;
    }
    const server = this.#core.userAgentServers.get(message.viaBranch);
    // It has been read. Only the response may be retransmitted.
    if (server !== undefined && isFinal(server.transaction.state)) message.body = '';
    return true;
  }

  /**
   * sip.js does not know UPDATE (RFC 3311), which some send although our Allow does not name it. To its dialogs and
   * transactions it is like INFO; the call tells them apart by the method.
   */
  #receiveUpdate(message: IncomingRequestMessage): void {
    const { callId, toTag, fromTag, viaBranch } = message;
    const repeated = this.#core.userAgentServers.get(viaBranch);
    if (repeated !== undefined) return repeated.transaction.receiveRequest(message);
    const dialog = this.#core.dialogs.get(callId + toTag + fromTag);
    const refuse = (statusCode: number) => void this.#core.replyStateless(message, { statusCode });
    if (!(dialog instanceof SessionDialog)) return refuse(481);
    // RFC 3261 §12.2.2.
    if (message.cseq <= (dialog.remoteSequenceNumber ?? -1)) return refuse(500);
    Dialog.prototype.receiveRequest.call(dialog, message);
    const server = new InfoUserAgentServer(dialog, message) as IncomingInfoRequest;
    if (dialog.delegate?.onInfo) dialog.delegate.onInfo(server);
    else server.reject({ statusCode: 481 });
  }

  receiveResponse(response: Extract<Incoming, { type: 'response' }>, flow: Flow): void {
    const { message } = response;
    const client = this.#core.userAgentClients.get(message.viaBranch + message.method);
    if (client instanceof InviteUserAgentClient && isOneForkTooMany(client, message.toTag)) return;
    this.#challenges = response.challenges;
    try {
      this.within({ flow, isSips: false }, () => {
        this.#core.receiveIncomingResponseFromTransport(message);
      });
    } finally {
      this.#challenges = [];
    }
  }

  /** In the response that is being received. */
  get challenges(): readonly string[] {
    return this.#challenges;
  }

  /** Sends it to `peer`. */
  invite(
    peer: Peer,
    { requestUri, from, extraHeaders, body, ...options }: OutgoingInvite,
    delegate: OutgoingInviteRequestDelegate,
  ): InviteUserAgentClient {
    return this.within(peer, () => {
      const contact = `Contact: ${this.#core.configuration.contact.toString()}`;
      const message = this.#core.makeOutgoingRequestMessage(
        'INVITE',
        requestUri,
        from,
        requestUri,
        options,
        [contact, ALLOW, ...extraHeaders],
        body,
      );
      return new InviteUserAgentClient(this.#core, message, delegate);
    });
  }

  /** Nothing more is expected of this INVITE of ours. */
  abandon(client: InviteUserAgentClient): void {
    client.dispose();
    this.#core.userAgentClients.delete(`${client.transaction.id}INVITE`);
  }

  /** Too many transactions wait for their answer: no more calls until some are over. */
  get isFull(): boolean {
    return this.#core.userAgentServers.size > this.#maxTransactions;
  }

  /** Drops the transaction of an evicted call. */
  forget(server: InviteUserAgentServer): void {
    server.transaction.dispose();
    this.#core.userAgentServers.delete(server.transaction.id);
  }

  /** Dialogs and transactions, half-built ones too. */
  get size(): number {
    const { dialogs, userAgentServers, userAgentClients } = this.#core;
    return dialogs.size + userAgentServers.size + userAgentClients.size;
  }

  dispose(): void {
    this.#core.dispose();
  }

  /** Otherwise a transaction without an owner would wait for its final response for ever. */
  #abandon(id: string, peer: Peer): void {
    const server = this.#core.userAgentServers.get(id);
    if (server?.transaction.state !== TransactionState.Proceeding) return;
    this.within(peer, () => server.reject({ statusCode: 500 }));
  }

  /**
   * Refused requests are kept for half a minute only for retransmissions (RFC 3261 §17.2.2): the oldest is dropped. An
   * accepted INVITE is kept, since its timers wait for the ACK.
   */
  #makeRoom(): void {
    const { userAgentServers } = this.#core;
    if (userAgentServers.size < this.#maxTransactions) return;
    for (const [id, { transaction }] of userAgentServers) {
      if (!isAnswered(transaction.state)) continue;
      transaction.dispose();
      userAgentServers.delete(id);
      return;
    }
  }

  #createCore({ announcedAddress, ports }: SipCoreDeps): UserAgentCore {
    const host = announcedAddress.includes(':') ? `[${announcedAddress}]` : announcedAddress;
    const hostPort = () => `${host}:${ports[this.peer.flow.protocol] ?? 5060}`;
    const uri = new URI('sip', OWN_USER, host);
    const contact = {
      pubGruu: undefined,
      tempGruu: undefined,
      uri,
      toString: () => `<${contactOf(this.peer, hostPort())}>`,
    };
    return new UserAgentCore({
      aor: uri,
      contact,
      displayName: '',
      loggerFactory: silentLoggers(),
      hackViaTcp: false,
      routeSet: [],
      sipjsId: OWN_USER,
      supportedOptionTags: [],
      supportedOptionTagsResponse: ['timer'],
      userAgentHeaderFieldValue: OWN_USER,
      viaForceRport: true,
      get viaHost() {
        return hostPort();
      },
      authenticationFactory: () => undefined,
      transportAccessor: () => this.#peer?.flow,
    });
  }
}

const isAnswered = (state: TransactionState) =>
  state === TransactionState.Completed || state === TransactionState.Confirmed;
const isFinal = (state: TransactionState) =>
  isAnswered(state) || state === TransactionState.Accepted;

interface Forks {
  earlyDialogs: ReadonlyMap<string, { remoteTag: string }>;
  confirmedDialogs: ReadonlyMap<string, { remoteTag: string }>;
}

/** Each tag makes a dialog in sip.js. */
function isOneForkTooMany(client: InviteUserAgentClient, tag: string | undefined): boolean {
  const { earlyDialogs, confirmedDialogs } = client as unknown as Forks;
  if (earlyDialogs.size + confirmedDialogs.size < MAX_FORKS) return false;
  const known = [...earlyDialogs.values(), ...confirmedDialogs.values()];
  return tag !== undefined && !known.some(({ remoteTag }) => remoteTag === tag);
}

/** Knowing the tag proves that our answer was received. sip.js uses Math.random, which is predictable (RFC 3261 §19.3). */
function generateTag(request: InviteUserAgentServer): void {
  Object.assign(request, { toTag: randomBytes(8).toString('hex') });
}

function contactOf({ flow, isSips }: Peer, hostPort: string): string {
  if (isSips) return `sips:${OWN_USER}@${hostPort}`;
  const transport = flow.protocol === 'UDP' ? '' : `;transport=${flow.protocol.toLowerCase()}`;
  return `sip:${OWN_USER}@${hostPort}${transport}`;
}

/** sip.js is made for browsers on a WebSocket: its methods and timers are adapted for UDP. */
function setUpSipJs(): void {
  AllowedMethods.splice(0, AllowedMethods.length, ...METHODS);
  const unreliable = { TIMER_I: Timers.T4, TIMER_J: 64 * Timers.T1, TIMER_K: Timers.T4 };
  Object.assign(Timers, unreliable);
  // Whoever knows the branch can forge a response over UDP. sip.js draws it from ten million, by Math.random.
  Object.assign(ClientTransaction, { makeId: branchFor });
}

/** A CANCEL has that of its INVITE. */
function branchFor({ method, branch }: { method: string; branch?: string }): string {
  if (method === 'CANCEL' && branch !== undefined) return branch;
  return `z9hG4bK${randomBytes(12).toString('hex')}`;
}
