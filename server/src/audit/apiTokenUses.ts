// Records the first use of each API token per day (UTC): a system may call the API any number of times.
import type { TokenCaller } from '../http/signIn/caller.ts';
import { callerActor } from './actors.ts';
import type { AuditLog } from './auditLog.ts';

export class ApiTokenUses {
  readonly #audit: Pick<AuditLog, 'recordAsync'>;
  #day = '';
  /** Token ids used today; undefined for API_TOKEN. */
  readonly #recorded = new Set<string | undefined>();

  constructor(audit: Pick<AuditLog, 'recordAsync'>) {
    this.#audit = audit;
  }

  add(caller: TokenCaller): void {
    const today = new Date().toISOString().slice(0, 10);
    if (today !== this.#day) this.#recorded.clear();
    this.#day = today;
    if (this.#recorded.has(caller.tokenId)) return;
    this.#recorded.add(caller.tokenId);
    this.#audit.recordAsync({
      action: 'apiTokenUsed',
      actor: callerActor(caller),
      subject: caller.name,
    });
  }
}
