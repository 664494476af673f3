// The actors of the audit log, by the name they have at that moment.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { Account } from '../accounts/accountStore.ts';
import type { Caller } from '../http/signIn/caller.ts';

export const accountActor = ({ username }: Pick<Account, 'username'>): AuditActor => ({
  kind: 'account',
  name: username,
});

/** The caller of the HTTP API. */
export const callerActor = (caller: Caller): AuditActor =>
  caller.type === 'session'
    ? accountActor(caller.account)
    : { kind: 'apiToken', name: caller.name };

/** Somebody in a meeting or on the way in: an account, or a guest by the typed name. */
export const personActor = (account: Account | undefined, name: string): AuditActor =>
  account === undefined ? { kind: 'guest', name } : accountActor(account);

/** Whoever runs `npm run admin` on the machine. */
export const commandLineActor: AuditActor = { kind: 'command', name: '' };
export const identityProviderActor: AuditActor = { kind: 'identityProvider', name: '' };
/** Somebody who failed to sign in. */
export const unknownActor: AuditActor = { kind: 'unknown', name: '' };
/** The server itself, at the first start and when a space expires. */
export const serviceActor: AuditActor = { kind: 'service', name: '' };
