// The way back to the list of spaces, by the name that it has for whoever is signed in.
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { useStaffResource } from './useStaffApi.ts';

export function SpacesLink() {
  const t = useTexts(accountsTexts);
  const { body: me } = useStaffResource<SessionDescription>('/api/session');
  return (
    <a class="back-link" href="/spaces">
      {me?.role === 'administrator' ? t.toAllSpaces : t.toSpaces}
    </a>
  );
}
