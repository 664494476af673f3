// The button that opens the list of languages.
import { Globe } from 'lucide';
import { useState } from 'preact/hooks';
import { useTexts } from '../language/useTexts.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { Icon } from './Icon.tsx';
import { useChunk } from './useChunk.ts';

const load = () => import('./LanguageDialog.tsx');

export function LanguageSwitch() {
  const t = useTexts(everywhereTexts);
  const [own, english] = t.language.split(' / ');
  const [isOpen, setIsOpen] = useState(false);
  const list = useChunk(load, isOpen);
  return (
    <>
      <button type="button" class="button is-quiet language" onClick={() => setIsOpen(true)}>
        <Icon node={Globe} />
        <span>
          {own}
          {english && (
            <>
              {' / '}
              <span lang="en">{english}</span>
            </>
          )}
        </span>
      </button>
      {isOpen && list && <list.LanguageDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
