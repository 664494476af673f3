// Notes who comes into a meeting and who goes, once for each stay, by whatever ways a person is there.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { Space } from '../spaces/spaceStore.ts';
import type { AuditLog } from './auditLog.ts';

interface Stay {
  actor: AuditActor;
  space: Pick<Space, 'id' | 'callId' | 'name'>;
}

export class Attendance {
  readonly #audit: Pick<AuditLog, 'recordAsync'>;
  /** Who is present; a meeting that has ended takes its own along. */
  readonly #stays = new WeakMap<Meeting, Map<ParticipantId, Stay>>();

  constructor(audit: Pick<AuditLog, 'recordAsync'>) {
    this.#audit = audit;
  }

  /** Somebody is present from now on; who comes in another way, or back after a drop, has not entered anew. */
  entered(meeting: Meeting, { id, name }: { id: ParticipantId; name: string }, stay: Stay): void {
    const stays = this.#stays.get(meeting) ?? new Map<ParticipantId, Stay>();
    this.#stays.set(meeting, stays);
    const former = stays.get(id);
    // A telephone of one's own is no guest.
    if (former?.actor.kind === 'account' && stay.actor.kind !== 'account') return;
    stays.set(id, stay);
    if (former === undefined)
      this.#audit.recordAsync({ action: 'entered', ...stay, subject: name });
  }

  /** Of a removal, and of the end of a meeting, the log has another entry already. */
  left(meeting: Meeting, person: Person, reason: LeaveReason): void {
    const stays = this.#stays.get(meeting);
    const stay = stays?.get(person.id);
    stays?.delete(person.id);
    if (stay === undefined || (reason !== 'left' && reason !== 'connectionLost')) return;
    this.#audit.recordAsync({ action: reason, ...stay, subject: person.name });
  }
}
