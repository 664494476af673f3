// The servers that hold the meetings of this server's calls, each with those of its calls that are there.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { CallEngines } from '../../calls/roaming.ts';
import type { Log } from '../../platform/log.ts';
import type { ClusterNode, RoomDirectory } from '../roomDirectory.ts';
import { AwayCalls } from './awayCalls.ts';
import type { LineLinks } from './lineLinks.ts';
import { LineUnavailable } from './lineUpgrade.ts';

/** One may have died just now, and so may the next. */
const MAX_TRIES = 3;

export interface HoldersDeps {
  directory: RoomDirectory;
  links: Pick<LineLinks, 'to'>;
  roomOf(callId: CallId): string;
  engines: CallEngines;
  /** Those of the servers where calls of this one are, or were half a minute ago. */
  open: Set<AwayCalls>;
  log: Log;
}

export class Holders {
  readonly #deps: HoldersDeps;
  readonly #away = new Map<string, Promise<AwayCalls>>();

  constructor(deps: HoldersDeps) {
    this.#deps = deps;
  }

  /**
   * Where that meeting is, or is to be opened.
   * @throws Error if the database, or the server that holds it, is not reached now.
   */
  async placeOf(callId: CallId): Promise<'here' | AwayCalls> {
    const { directory, roomOf } = this.#deps;
    const room = roomOf(callId);
    let place = await directory.placeOf(room);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (place.type === 'here') return 'here';
      const { node } = place;
      try {
        return await this.#awayAt(node);
      } catch (error) {
        if (!(error instanceof LineUnavailable && error.why === 'gone')) throw error;
        place = await directory.placeWithout(room, node.id, 'gone');
      }
    }
    throw new Error('each server that held the meeting is gone');
  }

  #awayAt(node: ClusterNode): Promise<AwayCalls> {
    const known = this.#away.get(node.id);
    if (known !== undefined) return known;
    const opening = this.#open(node);
    this.#away.set(node.id, opening);
    opening.catch(() => this.#away.delete(node.id));
    return opening;
  }

  async #open(node: ClusterNode): Promise<AwayCalls> {
    const { links, engines, open, log } = this.#deps;
    const link = await links.to(node);
    const away = new AwayCalls(link, {
      engines,
      log,
      onClosed: (closed) => {
        this.#away.delete(node.id);
        open.delete(closed);
      },
    });
    if (!link.isClosed) open.add(away);
    return away;
  }
}
