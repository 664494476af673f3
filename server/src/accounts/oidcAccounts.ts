// Accounts of the identity provider: created at the first sign-in, updated at each.
import { randomUUID } from 'node:crypto';
import type { Role } from '@distansmote/shared/accountsApi.ts';
import { identityProviderActor } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { FailedSignIns } from '../audit/failedSignIns.ts';
import type { Database } from '../storage/database.ts';
import { searchTextOf } from './accountSearch.ts';
import { type Account, accountOfRow, normalizeUsername } from './accountStore.ts';

/** What the provider says about a person. */
export interface OidcPerson {
  /** Issuer and subject, which are never reassigned. */
  subject: string;
  /** The preferred user name; another account may have it. */
  username: string;
  displayName: string;
  /** Undefined when the claims grant none. */
  role: Role | undefined;
}

export interface OidcAccounts {
  /** The updated account, or why there is none; its sessions have then ended. */
  signIn(person: OidcPerson): Promise<Account | 'noRole' | 'closed'>;
}

export function createOidcAccounts(
  database: Database,
  audit: Pick<AuditLog, 'record'>,
  failedSignIns: Pick<FailedSignIns, 'add'>,
): OidcAccounts {
  const find = (subject: string) =>
    database
      .selectFrom('accounts')
      .selectAll()
      .where('oidcSubject', '=', subject)
      .executeTakeFirst();

  /** Never takes over somebody else's account of that name: appends a number instead. */
  async function make(person: OidcPerson, role: Role) {
    const username = normalizeUsername(person.username);
    for (let number = 1; ; number += 1) {
      const names = {
        username: number === 1 ? username : `${username}-${number}`,
        displayName: person.displayName,
      };
      const row = {
        id: randomUUID() as string,
        ...names,
        searchText: searchTextOf(names),
        lastSignInAt: null,
        passwordHash: '',
        role,
        createdAt: new Date().toISOString(),
        closedAt: null,
        oidcSubject: person.subject,
      };
      const made = await database
        .insertInto('accounts')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 1n) {
        const { username: about } = row;
        await audit.record({
          action: 'accountCreated',
          actor: identityProviderActor,
          subject: about,
          role,
        });
        return row;
      }
      // The name is taken, or the same person is signing in twice at the same time.
      const other = await find(person.subject);
      if (other !== undefined) return other;
    }
  }

  return {
    async signIn(person) {
      const former = await find(person.subject);
      if (person.role === undefined) {
        failedSignIns.add(former?.username);
        if (former !== undefined) {
          await database.deleteFrom('sessions').where('accountId', '=', former.id).execute();
        }
        return 'noRole';
      }
      const row = former ?? (await make(person, person.role));
      if (row.closedAt !== null) {
        failedSignIns.add(row.username);
        return 'closed';
      }
      const changes = { displayName: person.displayName, role: person.role };
      const searchText = searchTextOf({ ...row, ...changes });
      await database
        .updateTable('accounts')
        .set({ ...changes, searchText })
        .where('id', '=', row.id)
        .execute();
      if (row.role !== person.role) {
        const by = identityProviderActor;
        await audit.record({
          action: 'roleChanged',
          actor: by,
          subject: row.username,
          role: person.role,
        });
      }
      return accountOfRow({ ...row, ...changes });
    },
  };
}
