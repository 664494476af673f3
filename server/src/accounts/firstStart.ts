// What the very first start makes: the administrator, and on a trial one space to try at once.
import { randomBytes } from 'node:crypto';
import { serviceActor } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { AccountStore } from './accountStore.ts';
import type { Config } from '../config/config.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';

export interface FirstStart {
  /** Undefined when ADMIN_PASSWORD gave it: that is not printed. */
  printedPassword: string | undefined;
  /** Undefined when PUBLIC_URL is set: a real service begins empty. */
  trialSpace: Space | undefined;
}

export const ADMINISTRATOR = 'admin';

/** Undefined when there are accounts already. */
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
  // Last, since it is what tells the next start that there was a first one.
  const { username, role } = await accounts.create(ADMINISTRATOR, password, 'administrator');
  await audit.record({ action: 'accountCreated', actor: serviceActor, subject: username, role });
  return {
    printedPassword: settings.ADMIN_PASSWORD === undefined ? password : undefined,
    trialSpace,
  };
}
