// Notes sign-ins that failed: the first at each account at once, and how many came after it when the window ends.
import { unknownActor } from './actors.ts';
import type { AuditLog } from './auditLog.ts';

/** As long as that of the budgets of wrong passwords: a flood makes two entries an account in it, and no more. */
const WINDOW_MS = 300_000;

export class FailedSignIns {
  readonly #audit: Pick<AuditLog, 'recordAsync'>;
  /** By account, undefined for all names that are none: those after the first of the window. */
  readonly #more = new Map<string | undefined, { count: number; timer: NodeJS.Timeout }>();

  constructor(audit: Pick<AuditLog, 'recordAsync'>) {
    this.#audit = audit;
  }

  /** @param username of an account that there is; what else was typed may be a password. */
  add(username: string | undefined): void {
    const window = this.#more.get(username);
    if (window !== undefined) {
      window.count += 1;
      return;
    }
    this.#note(username, undefined);
    const timer = setTimeout(() => this.#end(username), WINDOW_MS).unref();
    this.#more.set(username, { count: 0, timer });
  }

  /** Notes what has been counted; nothing is added after that. */
  close(): void {
    for (const username of this.#more.keys()) this.#end(username);
  }

  #end(username: string | undefined): void {
    const window = this.#more.get(username);
    this.#more.delete(username);
    if (window === undefined) return;
    clearTimeout(window.timer);
    if (window.count > 0) this.#note(username, String(window.count));
  }

  #note(about: string | undefined, detail: string | undefined): void {
    this.#audit.recordAsync({
      action: 'signInFailed',
      actor: unknownActor,
      ...(about !== undefined && { subject: about }),
      ...(detail !== undefined && { detail }),
    });
  }
}
