// What the person on this page is called and does for the others: said again at the next join, and shown.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { advance, type MeetingStore } from './meetingStore.ts';
import type { Entrant } from './sessionState.ts';

export function describeMyself(store: MeetingStore, entrant: Entrant): void {
  const { me } = store.getState();
  if (!advance(store, 'renamed', entrant) || me === undefined) return;
  const { companions: _companions, role: _role, ...rest } = me;
  store.setState({ me: { ...rest, ...entrant } });
}

/** As a convener says. @param role null: nothing. */
export function takeRole(store: MeetingStore, role: Role | null): void {
  const { sessionState } = store.getState();
  if (!('entrant' in sessionState)) return;
  const { role: _, ...entrant } = sessionState.entrant;
  describeMyself(store, role ? { ...entrant, role } : entrant);
}
