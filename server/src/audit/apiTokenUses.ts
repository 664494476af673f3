// Notes that an API token is used: the first time of each day (UTC), since a system may ask without end.
import type { TokenCaller } from '../http/signIn/caller.ts';
import { callerActor } from './actors.ts';
import type { AuditLog } from './auditLog.ts';

export class ApiTokenUses {
  readonly #audit: Pick<AuditLog, 'recordAsync'>;
  #day = '';
  /** By id, undefined for API_TOKEN; of today. */
  readonly #noted = new Set<string | undefined>();

  constructor(audit: Pick<AuditLog, 'recordAsync'>) {
    this.#audit = audit;
  }

  add(caller: TokenCaller): void {
    const today = new Date().toISOString().slice(0, 10);
    if (today !== this.#day) this.#noted.clear();
    this.#day = today;
    if (this.#noted.has(caller.tokenId)) return;
    this.#noted.add(caller.tokenId);
    this.#audit.recordAsync({
      action: 'apiTokenUsed',
      actor: callerActor(caller),
      subject: caller.name,
    });
  }
}
