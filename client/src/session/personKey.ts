// Identifies this tab in a meeting and proves that it was let in: survives a reload, but not the tab.
import type { CallId } from '@distansmote/shared/ids.ts';

const keys = new Map<CallId, string>();

/** Generated the first time, then the same for as long as the tab is open. */
export function personKeyOf(callId: CallId): string {
  const name = `person ${callId}`;
  const known = keys.get(callId) ?? read(name);
  const key = known ?? draw();
  keys.set(callId, key);
  if (known === undefined) keep(name, key);
  return key;
}

/** Undefined before the first join. */
export const passOf = (callId: CallId): string | undefined => read(`pass ${callId}`);

export const keepPass = (callId: CallId, pass: string): void => keep(`pass ${callId}`, pass);

/** What makes another tab the same person in a meeting. */
export interface TabCredentials {
  personKey: string;
  pass: string | undefined;
}

export const credentialsOfTab = (callId: CallId): TabCredentials => ({
  personKey: personKeyOf(callId),
  pass: passOf(callId),
});

/** Of the tab that hands the meeting over to this one. */
export function adoptCredentials(callId: CallId, { personKey, pass }: TabCredentials): void {
  keys.set(callId, personKey);
  keep(`person ${callId}`, personKey);
  if (pass !== undefined) keepPass(callId, pass);
}

/** 128 bits in base64url. */
function draw(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function read(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(name: string, key: string): void {
  try {
    sessionStorage.setItem(name, key);
  } catch {
    // If storage is blocked, a reload makes this a new person, who has to be let in again.
  }
}
