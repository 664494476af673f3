// The frame of every page outside the meeting: word mark and language above, what helps below.
import type { ComponentChildren } from 'preact';
import { locale } from '../language/locale.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { organization } from '../platform/organization.ts';
import { Brand } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useChunk } from './useChunk.ts';

const loadNotice = () => import('./TranslationNotice.tsx');

interface PageFrameProps {
  isNarrow?: boolean;
  /** Of the footer, instead of what it says on most pages. */
  lastLine?: string;
  /** The page itself leads to the equipment test, is it, or is one that must not be left. */
  hasTestLink?: boolean | undefined;
  children: ComponentChildren;
}

export function PageFrame({
  isNarrow = false,
  lastLine,
  hasTestLink = true,
  children,
}: PageFrameProps) {
  return (
    <div class="frame">
      <header class="frame-header">
        <Brand />
        <LanguageSwitch />
      </header>
      <main class={`frame-main ${isNarrow ? 'is-narrow' : ''}`}>{children}</main>
      <Footer lastLine={lastLine} hasTestLink={hasTestLink} />
    </div>
  );
}

function Footer({ lastLine, hasTestLink }: { lastLine: string | undefined; hasTestLink: boolean }) {
  const t = useTexts(everywhereTexts);
  const language = useTexts(locale);
  // Written in Swedish and English; other languages are translated.
  const translated = useChunk(loadNotice, !['sv', 'en'].includes(language));
  const { name, supportPhone, supportEmail, privacyUrl, accessibilityUrl } = organization;
  return (
    <footer class="frame-footer">
      <p>
        {name && `${name}. `}
        {lastLine ?? t.notRecorded}
      </p>
      {translated && <translated.TranslationNotice />}
      <ul class="frame-links">
        {hasTestLink && (
          <li>
            <a href="/equipment">{t.testEquipment}</a>
          </li>
        )}
        {supportPhone && (
          <li>
            {t.support}{' '}
            <a class="digits" href={`tel:${supportPhone.replaceAll(/[^+0-9]/g, '')}`}>
              {supportPhone}
            </a>
          </li>
        )}
        {supportEmail && (
          <li>
            {!supportPhone && `${t.support} `}
            <a href={`mailto:${supportEmail}`}>{supportEmail}</a>
          </li>
        )}
        {linkOf(privacyUrl, t.privacy)}
        {linkOf(accessibilityUrl ?? '/tillganglighet', t.accessibility)}
      </ul>
    </footer>
  );

  /** In a tab of its own: who waits in the lobby must not leave the page. */
  function linkOf(url: string | undefined, words: string) {
    return (
      url && (
        <li>
          <a href={url} target="_blank" rel="noopener" title={t.opensInTab}>
            {words}
          </a>
        </li>
      )
    );
  }
}
