// Who has confirmed receiving the invitation.
import type { Confirmation } from '@distansmote/shared/httpApi.ts';
import { dateTime } from '../../language/dateTime.ts';
import { invitationTexts } from '../../language/texts/invitation.ts';
import { useTexts } from '../../language/useTexts.ts';
import { useStaffResource } from './useStaffApi.ts';

export function ConfirmedList({ spaceId }: { spaceId: string }) {
  const t = useTexts(invitationTexts);
  const path = `/api/spaces/${encodeURIComponent(spaceId)}/confirmations`;
  // If it cannot be fetched, neither can the invitation, and the page says so there.
  const confirmations = useStaffResource<readonly Confirmation[]>(path).body;
  if (confirmations === undefined) return null;
  return (
    <section class="card stack-tight invitation-confirmed">
      <h2>{t.confirmations}</h2>
      {confirmations.length === 0 && <p class="soft">{t.noConfirmations}</p>}
      <ul>
        {confirmations.map(({ name, confirmedAt }) => (
          <li key={`${name} ${confirmedAt}`}>
            <strong dir="auto">{name}</strong> <span class="soft">{dateTime(confirmedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
