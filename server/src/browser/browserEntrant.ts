// Somebody who wants in with a browser: what they have shown, and whose budgets are charged.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import { browserClient } from '../guessing/lookupClient.ts';
import type { Limiter } from '../limits/limiter.ts';
import { isConvener } from '../meetings/admission.ts';
import type { BrowserTokens } from '../meetings/browserTokens.ts';
import type { Claim, Entrant } from '../meetings/join.ts';
import {
  type JoinCredentials,
  judgeCredentials,
  type JudgedCredentials,
} from '../meetings/joinCredentials.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { participantIdOf } from '../meetings/participantId.ts';
import type { PersonName } from '../meetings/person.ts';
import type { VoidPasses } from '../meetings/voidPasses.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import type { ClientSession } from './clientSession.ts';
import { payerForMeeting } from './payer.ts';

export interface BrowserEntrantDeps {
  spaces: Pick<SpaceStore, 'findByCallId'>;
  callIdLookup: CallIdLookup;
  browserTokens: BrowserTokens;
  voidPasses: Pick<VoidPasses, 'of'>;
  limiter: Limiter;
}

const LIMIT_OF = {
  uncheckedKnock: 'uncheckedKnocks',
  knock: 'knocks',
  join: 'joins',
  return: 'returns',
} as const;

export class BrowserEntrant implements Entrant {
  readonly kind = 'browser' as const;
  readonly callId: CallId;
  readonly credentials: JoinCredentials;
  readonly #session: ClientSession;
  readonly #deps: BrowserEntrantDeps;
  readonly #name: PersonName;
  readonly #browserId: string | undefined;
  /** Cached for the last space: signatures are verified once per look-up. */
  #judged: { space: Space | undefined; credentials: JudgedCredentials } | undefined;

  /** @param name shown in the lobby; not yet known at `prepare`. */
  constructor(
    session: ClientSession,
    { callId, personKey, secret, pass, browserToken }: JoinCredentials & { callId: CallId },
    deps: BrowserEntrantDeps,
    name: PersonName = { name: '', profession: '' },
  ) {
    this.callId = callId;
    this.credentials = { personKey, secret, pass, browserToken };
    this.#session = session;
    this.#deps = deps;
    this.#name = name;
    this.#browserId = deps.browserTokens.idOf(callId, browserToken);
  }

  get isGone(): boolean {
    return this.#session.closed;
  }

  lookUp(meeting: Meeting | undefined) {
    const { spaces, callIdLookup } = this.#deps;
    const id = participantIdOf(this.callId, this.credentials.personKey);
    // Whoever was admitted or removed there knows that the number is right.
    const isKnown =
      meeting !== undefined && meeting.memory.standingOf(id, this.#browserId) !== 'new';
    if (isKnown) return spaces.findByCallId(this.callId);
    const { client } = this.#session;
    return callIdLookup.find(this.callId, browserClient(client, this.callId, this.credentials));
  }

  claim(space: Space | undefined, meeting: Meeting | undefined): Claim {
    const { id, hasSecret, hasPass } = this.#judge(space);
    const { account, address } = this.#session.client;
    const isVouchedFor = hasSecret || account !== undefined || meeting?.memory.isLetIn(id) === true;
    return {
      id,
      standing: meeting?.memory.standingOf(id, this.#browserId) ?? 'new',
      isConvener: isConvener(account, space),
      hasSecret,
      hasPass: hasPass && !this.#deps.voidPasses.of(this.callId).has(id),
      strangerFrom: isVouchedFor ? undefined : siteOf(address),
      browserId: this.#browserId,
    };
  }

  pay(step: keyof typeof LIMIT_OF): void {
    const { client } = this.#session;
    // Not charged to the meeting: a number that isn't looked up may not have one.
    const payer = step === 'uncheckedKnock' ? client.payer : payerForMeeting(client, this.callId);
    this.#deps.limiter.consume(LIMIT_OF[step], payer);
  }

  lobbyEntry({ id, standing, hasSecret }: Claim) {
    const guest: LobbyGuest = {
      id,
      kind: this.kind,
      ...this.#name,
      ...(hasSecret && { hasLink: true }),
      ...(standing === 'removed' && { wasRemoved: true }),
    };
    return this.#session.lobbyEntry({ guest, browserId: this.#browserId });
  }

  releasePrevious(): void {
    this.#session.leave('left');
  }

  #judge(space: Space | undefined): JudgedCredentials {
    if (this.#judged === undefined || this.#judged.space !== space)
      this.#judged = {
        space,
        credentials: judgeCredentials(this.callId, space, this.credentials),
      };
    return this.#judged.credentials;
  }
}
