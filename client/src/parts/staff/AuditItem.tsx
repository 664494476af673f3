// One entry of the audit log, in plain words.
import type { AuditActor, AuditEntry } from '@distansmote/shared/auditApi.ts';
import { groupDigits } from '@distansmote/shared/callId.ts';
import { dateTime } from '../../language/dateTime.ts';
import { auditTexts } from '../../language/texts/audit.ts';
import { useTexts } from '../../language/useTexts.ts';

type Texts = ReturnType<typeof auditTexts.get>;

function whoOf(t: Texts, { kind, name }: AuditActor): string {
  switch (kind) {
    case 'account':
      return name;
    case 'guest':
    case 'apiToken':
      return t[kind]({ name });
    case 'command':
    case 'identityProvider':
    case 'service':
      return t[kind];
  }
}

function whatOf(t: Texts, { deed, by, about: named, role }: AuditEntry): string {
  const about = named ?? '';
  switch (deed) {
    case 'spaceCreated':
    case 'spaceChanged':
    case 'linkRenewed':
    case 'spaceDeleted':
    case 'meetingEnded':
      return t[deed];
    case 'entered':
      // A guest is called what was typed there.
      return by.kind === 'account' ? t.enteredAs({ about }) : t.entered;
    case 'accountCreated':
    case 'roleChanged':
      return t[deed]({ about, role: role === null ? '' : t[role] });
    case 'convenerAdded':
    case 'convenerRemoved':
    case 'admitted':
    case 'turnedAway':
    case 'removed':
    case 'accountClosed':
    case 'accountReopened':
    case 'passwordReset':
    case 'apiTokenCreated':
    case 'apiTokenRevoked':
      return t[deed]({ about });
  }
}

export function AuditItem({ entry }: { entry: AuditEntry }) {
  const t = useTexts(auditTexts);
  const { at, by, space } = entry;
  return (
    // Takes the focus when it is the first of those that were asked for.
    <li class="audit-entry" tabIndex={-1}>
      <time class="soft" dateTime={at}>
        {dateTime(at)}
      </time>
      <div>
        <p>
          <strong>{whoOf(t, by)}</strong> {whatOf(t, entry)}
        </p>
        {space !== null && (
          <p class="soft">
            {space.name} · <span class="digits">{groupDigits(space.callId)}</span>
          </p>
        )}
      </div>
    </li>
  );
}
