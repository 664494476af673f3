// The secret from the guest link: it comes in the URL's fragment and is kept in the tab.
import type { CallId } from '@distansmote/shared/ids.ts';

/** What follows it is a full stop or a bracket that a mail program took for part of the link. */
const SECRET = /^#([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Whether the address has a secret that nobody has read yet. */
export const isSecretInAddress = (): boolean => SECRET.test(location.hash);

/** Removes it from the address bar, so that nobody reads it over a shoulder or copies it with the call ID. */
export function guestSecretOf(callId: CallId): string | undefined {
  const name = `secret ${callId}`;
  const given = SECRET.exec(location.hash)?.[1];
  try {
    if (given === undefined) return sessionStorage.getItem(name) ?? undefined;
    sessionStorage.setItem(name, given);
  } catch {
    // If storage is blocked, it has to stay in the address to survive a reload.
    return given;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  return given;
}
