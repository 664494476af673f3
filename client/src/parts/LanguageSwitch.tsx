// The button that opens the list of languages.
import { Globe } from 'lucide';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { useTexts } from '../language/useTexts.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { Icon } from './Icon.tsx';

export function LanguageSwitch() {
  const t = useTexts(everywhereTexts);
  const [Dialog, setDialog] = useState<FunctionComponent<{ onClose: () => void }>>();
  const open = async () => {
    const { LanguageDialog } = await import('./LanguageDialog.tsx');
    setDialog(() => LanguageDialog);
  };
  return (
    <>
      <button type="button" class="button is-quiet language" onClick={() => void open()}>
        <Icon node={Globe} />
        <span>{t.language}</span>
      </button>
      {Dialog && <Dialog onClose={() => setDialog(undefined)} />}
    </>
  );
}
