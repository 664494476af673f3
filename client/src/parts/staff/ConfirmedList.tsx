// Who has confirmed that the invitation has come.
import type { Confirmation } from '@distansmote/shared/httpApi.ts';
import { useEffect, useState } from 'preact/hooks';
import { callApi } from '../../platform/callApi.ts';
import { dateTime } from '../../language/dateTime.ts';
import { invitationTexts } from '../../language/texts/invitation.ts';
import { useTexts } from '../../language/useTexts.ts';

export function ConfirmedList({ spaceId }: { spaceId: string }) {
  const t = useTexts(invitationTexts);
  const [confirmations, setConfirmations] = useState<readonly Confirmation[]>();
  useEffect(() => {
    const path = `/api/spaces/${encodeURIComponent(spaceId)}/confirmations`;
    void callApi<Confirmation[]>('GET', path).then((answer) => {
      if (answer.is === 'granted') setConfirmations(answer.body);
    });
  }, [spaceId]);
  if (confirmations === undefined) return null;
  return (
    <section class="card stack-tight invitation-confirmed">
      <h2>{t.confirmations}</h2>
      {confirmations.length === 0 && <p class="soft">{t.noConfirmations}</p>}
      <ul>
        {confirmations.map(({ name, confirmedAt }) => (
          <li key={`${name} ${confirmedAt}`}>
            <strong>{name}</strong> <span class="soft">{dateTime(confirmedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
