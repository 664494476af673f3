// What a convener says that the person on this page does for the others: said again at the next join, and shown.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { advance, type MeetingStore } from './meetingStore.ts';
import type { Entrant } from './sessionState.ts';

/** @param role null: nothing. */
export function takeRole(store: MeetingStore, role: Role | null): void {
  const { me, sessionState } = store.getState();
  if (!('entrant' in sessionState)) return;
  advance(store, 'renamed', withRole(sessionState.entrant, role));
  if (me !== undefined) store.setState({ me: withRole(me, role) });
}

function withRole<Named extends Pick<Entrant, 'role'>>(named: Named, role: Role | null) {
  const { role: _, ...rest } = named;
  return (role === null ? rest : { ...rest, role }) as Named;
}
