// Who the audit log says did something, by the name of that moment.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { Account } from '../accounts/accountStore.ts';
import type { Caller } from '../http/signIn/caller.ts';

export const accountActor = ({ username }: Pick<Account, 'username'>): AuditActor => ({
  kind: 'account',
  name: username,
});

/** Whoever has asked the HTTP API. */
export const callerActor = (caller: Caller): AuditActor =>
  caller.type === 'session'
    ? accountActor(caller.account)
    : { kind: 'apiToken', name: caller.name };

/** Whoever is in a meeting, or wants to be: signed in, or by what was typed. */
export const personActor = (account: Account | undefined, name: string): AuditActor =>
  account === undefined ? { kind: 'guest', name } : accountActor(account);

/** `npm run admin`: whoever may run it on the machine. */
export const commandLineActor: AuditActor = { kind: 'command', name: '' };
export const identityProviderActor: AuditActor = { kind: 'identityProvider', name: '' };
/** Whoever could not sign in. */
export const unknownActor: AuditActor = { kind: 'unknown', name: '' };
/** By itself: at the first start, and when a space's time has come. */
export const serviceActor: AuditActor = { kind: 'service', name: '' };
