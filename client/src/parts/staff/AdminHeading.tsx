// The head of an administrators' page: its heading, and the way to the others.
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { PageHeading } from '../PageHeading.tsx';

const PAGES = {
  '/accounts': 'accounts',
  '/api-tokens': 'apiTokens',
  '/audit': 'audit',
  '/operations': 'operations',
  '/accessibility-reports': 'reports',
} as const;

export function AdminHeading({ page }: { page: keyof typeof PAGES }) {
  const t = useTexts(accountsTexts);
  return (
    <div class="admin-head">
      <PageHeading text={t[PAGES[page]]} />
      <nav class="admin-links" aria-label={t.adminPages}>
        <a href="/spaces">{t.toAllSpaces}</a>
        {Object.entries(PAGES).map(
          ([path, words]) =>
            path !== page && (
              <a key={path} href={path}>
                {t[words]}
              </a>
            ),
        )}
      </nav>
    </div>
  );
}
