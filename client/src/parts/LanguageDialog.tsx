// The list of languages, each by its own name.
import { Check } from 'lucide';
import { LANGUAGE_NAMES } from '../language/languageNames.ts';
import { directionOf } from '../language/languages.ts';
import { locale, offeredLocales, speak } from '../language/locale.ts';
import { useTexts } from '../language/useTexts.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { Dialog } from './Dialog.tsx';
import { Icon } from './Icon.tsx';
import { TranslationNotice } from './TranslationNotice.tsx';

export function LanguageDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(everywhereTexts);
  const current = useTexts(locale);
  return (
    <Dialog isLight title={t.language} onClose={onClose}>
      <ul class="languages">
        {offeredLocales().map((one) => (
          <li key={one}>
            <button
              type="button"
              class="button is-plain"
              lang={one}
              dir={directionOf(one)}
              aria-current={one === current}
              onClick={() => {
                speak(one);
                onClose();
              }}
            >
              {LANGUAGE_NAMES[one]}
              {one === current && <Icon node={Check} />}
            </button>
          </li>
        ))}
      </ul>
      <TranslationNotice />
    </Dialog>
  );
}
