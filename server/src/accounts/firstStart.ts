// The first start creates the administrator and, on a trial, a space to try at once.
import { randomBytes } from 'node:crypto';
import { serviceActor } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { AccountStore } from './accountStore.ts';
import type { Config } from '../config/config.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';

export interface FirstStart {
  /** Undefined when ADMIN_PASSWORD is set, which is not printed. */
  printedPassword: string | undefined;
  /** Undefined when PUBLIC_URL is set: a real service starts empty. */
  trialSpace: Space | undefined;
}

export const ADMINISTRATOR = 'admin';

/** @returns undefined when there are accounts already. */
export async function firstStart(
  accounts: AccountStore,
  spaces: SpaceStore,
  audit: AuditLog,
  settings: Pick<Config, 'ADMIN_PASSWORD' | 'PUBLIC_URL' | 'SPACE_LOBBY'>,
): Promise<FirstStart | undefined> {
  if (!(await accounts.isEmpty())) return undefined;
  const trialSpace =
    settings.PUBLIC_URL === undefined
      ? await spaces.create({ name: 'Provmöte', ownerId: null, lobby: settings.SPACE_LOBBY })
      : undefined;
  if (trialSpace)
    await audit.record({ action: 'spaceCreated', actor: serviceActor, space: trialSpace });
  const password = settings.ADMIN_PASSWORD ?? randomBytes(12).toString('base64url');
  // Last: the account is what tells later starts that this one succeeded.
  const { username, role } = await accounts.create(ADMINISTRATOR, password, 'administrator');
  await audit.record({ action: 'accountCreated', actor: serviceActor, subject: username, role });
  return {
    printedPassword: settings.ADMIN_PASSWORD === undefined ? password : undefined,
    trialSpace,
  };
}
