// The secret of the guest link: it comes behind the # of the address, and stays in the tab.
import type { CallId } from '@distansmote/shared/ids.ts';

const SECRET = /^#([A-Za-z0-9_-]{22})$/;

/** Takes it out of the address, so that nobody reads it over a shoulder or copies it with the number. */
export function guestSecretOf(callId: CallId): string | undefined {
  const name = `secret ${callId}`;
  const given = SECRET.exec(location.hash)?.[1];
  try {
    if (given === undefined) return sessionStorage.getItem(name) ?? undefined;
    sessionStorage.setItem(name, given);
  } catch {
    // Where storage is forbidden, it must stay in the address to survive a reload.
    return given;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  return given;
}
