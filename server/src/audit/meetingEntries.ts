// Records in the audit log who joins and leaves a meeting, once per stay, however many legs a person has.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { Stay } from '../meetings/join.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { AuditLog } from './auditLog.ts';

export class MeetingEntries {
  readonly #audit: Pick<AuditLog, 'recordAsync'>;
  /** Who is present. An ended meeting is garbage-collected with its stays. */
  readonly #stays = new WeakMap<Meeting, Map<ParticipantId, Stay>>();

  constructor(audit: Pick<AuditLog, 'recordAsync'>) {
    this.#audit = audit;
  }

  /**
   * Somebody is present. Another leg, or a return after a drop, is no new entry.
   * @param isReturn nor is a return after the meeting has moved here.
   */
  entered(
    meeting: Meeting,
    { id, name }: { id: ParticipantId; name: string },
    stay: Stay,
    isReturn: boolean,
  ): void {
    const stays = this.#stays.get(meeting) ?? new Map<ParticipantId, Stay>();
    this.#stays.set(meeting, stays);
    const former = stays.get(id);
    // Somebody signed in remains an account when they dial in as well.
    if (former?.actor.kind === 'account' && stay.actor.kind !== 'account') return;
    stays.set(id, stay);
    if (former === undefined && !isReturn)
      this.#audit.recordAsync({ action: 'entered', ...stay, subject: name });
  }

  /** Somebody has changed their own name; a guest is from now on recorded by the new one. */
  renamed(meeting: Meeting, { id, name }: Pick<Person, 'id' | 'name'>, former: string): void {
    const stays = this.#stays.get(meeting);
    const stay = stays?.get(id);
    if (stays === undefined || stay === undefined) return;
    const { actor, space } = stay;
    this.#audit.recordAsync({
      action: 'renamedSelf',
      actor,
      space,
      subject: former,
      detail: name,
    });
    if (actor.kind === 'guest') stays.set(id, { ...stay, actor: { kind: 'guest', name } });
  }

  /** A removal, and the end of a meeting, have entries of their own. */
  left(meeting: Meeting, person: Person, reason: LeaveReason): void {
    const stays = this.#stays.get(meeting);
    const stay = stays?.get(person.id);
    stays?.delete(person.id);
    if (stay === undefined || (reason !== 'left' && reason !== 'connectionLost')) return;
    this.#audit.recordAsync({ action: reason, ...stay, subject: person.name });
  }
}
