// Offers the other language, in that language.
import { Globe } from 'lucide';
import { locale, speak } from '../language/locale.ts';
import { useTexts } from '../language/useTexts.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { Icon } from './Icon.tsx';

export function LanguageSwitch() {
  // The label is the same in every language; the texts are read so that it rerenders when the language changes.
  useTexts(everywhereTexts);
  const other = locale.get() === 'sv' ? 'en' : 'sv';
  return (
    <button
      type="button"
      class="button is-quiet language"
      lang={other}
      onClick={() => speak(other)}
    >
      <Icon node={Globe} />
      <span>{other === 'en' ? 'English' : 'Svenska'}</span>
    </button>
  );
}
