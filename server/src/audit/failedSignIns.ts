// Records failed sign-ins: the first of each account at once, and the number of others when the window ends.
import { unknownActor } from './actors.ts';
import type { AuditLog } from './auditLog.ts';

/** The window of the password budgets: a flood makes at most two entries per account in it. */
const WINDOW_MS = 300_000;

export class FailedSignIns {
  readonly #audit: Pick<AuditLog, 'recordAsync'>;
  /** Failures after the first, by account; undefined stands for all names without an account. */
  readonly #windows = new Map<string | undefined, { count: number; timer: NodeJS.Timeout }>();

  constructor(audit: Pick<AuditLog, 'recordAsync'>) {
    this.#audit = audit;
  }

  /** @param username only of an existing account: anything else that was typed may be a password. */
  add(username: string | undefined): void {
    const window = this.#windows.get(username);
    if (window !== undefined) {
      window.count += 1;
      return;
    }
    this.#record(username, undefined);
    const timer = setTimeout(() => this.#end(username), WINDOW_MS).unref();
    this.#windows.set(username, { count: 0, timer });
  }

  /** Records the counts. Nothing may be added after that. */
  close(): void {
    for (const username of this.#windows.keys()) this.#end(username);
  }

  #end(username: string | undefined): void {
    const window = this.#windows.get(username);
    this.#windows.delete(username);
    if (window === undefined) return;
    clearTimeout(window.timer);
    if (window.count > 0) this.#record(username, String(window.count));
  }

  #record(subject: string | undefined, detail: string | undefined): void {
    this.#audit.recordAsync({
      action: 'signInFailed',
      actor: unknownActor,
      ...(subject !== undefined && { subject }),
      ...(detail !== undefined && { detail }),
    });
  }
}
