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
    case 'unknown':
      return t[kind];
  }
}

function whatOf(t: Texts, { deed, by, about: named, role, detail }: AuditEntry): string {
  const about = named ?? '';
  switch (deed) {
    case 'spaceCreated':
    case 'spaceChanged':
    case 'linkRenewed':
    case 'spaceDeleted':
    case 'meetingEnded':
    case 'left':
    case 'connectionLost':
    case 'locked':
    case 'unlocked':
    case 'mutedEverybody':
    case 'spotlightEnded':
    case 'lobbyTold':
    case 'signedIn':
    case 'signedOut':
    case 'apiTokenUsed':
      return t[deed];
    case 'renamed':
    case 'renamedSelf':
    case 'accountRenamed':
      return t[deed]({ about, detail: detail ?? '' });
    case 'signInFailed':
      return failureOf(t, named, detail);
    case 'entered':
      // A guest is shown by the name that they typed.
      if (by.kind === 'account') return t.enteredAs({ about });
      return detail === 'room' ? t.enteredFromRoom : t.entered;
    case 'accountCreated':
    case 'roleChanged':
      return t[deed]({ about, role: role === null ? '' : t[role] });
    case 'convenerAdded':
    case 'convenerRemoved':
    case 'admitted':
    case 'turnedAway':
    case 'removed':
    case 'blocked':
    case 'muted':
    case 'soundAsked':
    case 'handLowered':
    case 'screenStopped':
    case 'spotlightSet':
    case 'accountClosed':
    case 'accountReopened':
    case 'passwordReset':
    case 'apiTokenCreated':
    case 'apiTokenRevoked':
      return t[deed]({ about });
  }
}

/** @param more how many similar events followed the one in an earlier entry. */
function failureOf(t: Texts, about: string | null, more: string | null): string {
  if (about === null)
    return more === null ? t.signInUnknown : t.signInUnknownTimes({ detail: more });
  return more === null ? t.signInFailed({ about }) : t.signInFailedTimes({ about, detail: more });
}

export function AuditItem({ entry }: { entry: AuditEntry }) {
  const t = useTexts(auditTexts);
  const { at, by, space } = entry;
  return (
    // Takes the focus if it is the first of a newly loaded page.
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
