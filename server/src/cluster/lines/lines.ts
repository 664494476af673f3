// Calls over the servers of a cluster: those of this one go to meetings of others, and those of others come to meetings here.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { CallJoinFlow } from '../../calls/callJoinFlow.ts';
import type { CallEngines, Roaming } from '../../calls/roaming.ts';
import type { Log } from '../../platform/log.ts';
import type { RoomDirectory } from '../roomDirectory.ts';
import type { AwayCalls } from './awayCalls.ts';
import { Holders } from './holders.ts';
import type { LineLinks } from './lineLinks.ts';
import { RoamingPresence } from './roamingPresence.ts';
import { VisitingCalls } from './visitingCalls.ts';

export interface LinesDeps {
  links: LineLinks;
  directory: RoomDirectory;
  roomOf(callId: CallId): string;
  log: Log;
}

export class Lines {
  readonly #deps: LinesDeps;
  readonly #visiting = new Set<VisitingCalls>();
  readonly #away = new Set<AwayCalls>();

  constructor(deps: LinesDeps) {
    this.#deps = deps;
  }

  /** Calls that came in here, and are in meetings of other servers, or on their way. */
  get awayCount(): number {
    return [...this.#away].reduce((sum, { count }) => sum + count, 0);
  }

  /** Calls that came in at other servers, and are in meetings here. */
  get visitingCount(): number {
    return [...this.#visiting].reduce((sum, { count }) => sum + count, 0);
  }

  /** @param engines of this server, in which its calls have their sound and pictures. */
  roam(engines: CallEngines): Roaming {
    const { log } = this.#deps;
    const holders = new Holders({ ...this.#deps, engines, open: this.#away });
    const placeOf = (callId: CallId) => holders.placeOf(callId);
    return {
      openPresence: ({ here, ...call }) => {
        const presence: RoamingPresence = new RoamingPresence({
          ...call,
          here: here((goal) => void presence.enterAnew(goal)),
          placeOf,
          log,
        });
        return presence;
      },
      loadChanged: (composition, level) => {
        for (const away of this.#away) away.loadChanged(composition, level);
      },
      sourceChanged: (composition, ssrc, isArriving) => {
        for (const away of this.#away) away.sourceChanged(composition, ssrc, isArriving);
      },
      forgetAll: () => {
        for (const away of this.#away) away.picturesDied();
      },
    };
  }

  /** Lets calls of other servers into meetings here. */
  serve(joinFlow: CallJoinFlow): void {
    const { links, log } = this.#deps;
    links.onAccepted((link) => {
      const onClosed = (closed: VisitingCalls) => this.#visiting.delete(closed);
      const visiting = new VisitingCalls(link, { joinFlow, onClosed, log });
      if (!link.isClosed) this.#visiting.add(visiting);
    });
  }

  close(): void {
    this.#deps.links.close();
  }
}
