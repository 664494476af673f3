// What conveners have said of people who have left: whoever comes back is what they were, though their page knows of less.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';

/** Twice a full meeting: whoever left longest ago says themselves again what they do. */
const MAX_KEPT = 200;

export class DepartedRoles {
  /** Least recent first; null where it was taken away. */
  readonly #roles = new Map<ParticipantId, Role | null>();

  get state(): [ParticipantId, Role | null][] {
    return [...this.#roles];
  }

  /** Of a meeting that was at another server. */
  restore(roles: readonly (readonly [ParticipantId, Role | null, ...unknown[]])[]): void {
    this.#roles.clear();
    for (const [id, role] of roles.slice(-MAX_KEPT)) this.#roles.set(id, role);
  }

  /** @param role undefined where no convener has said anything of it. */
  left(id: ParticipantId, role: Role | null | undefined): void {
    this.#roles.delete(id);
    if (role === undefined) return;
    this.#roles.set(id, role);
    const [oldest] = this.#roles.keys();
    if (this.#roles.size > MAX_KEPT && oldest !== undefined) this.#roles.delete(oldest);
  }

  /** They are back. @returns undefined where no convener has said anything of it. */
  take(id: ParticipantId): Role | null | undefined {
    const role = this.#roles.get(id);
    this.#roles.delete(id);
    return role;
  }
}
