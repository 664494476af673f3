// The help of the shortcuts.
import { moreTexts } from '../../language/texts/more.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Dialog } from '../Dialog.tsx';
import { SHORTCUTS } from './shortcuts.ts';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(moreTexts);
  return (
    <Dialog isLight title={t.shortcuts} onClose={onClose}>
      <dl class="shortcuts">
        {Object.entries(SHORTCUTS).map(([letter, what]) => (
          <div key={letter}>
            <dt>
              <kbd>Alt</kbd> + <kbd>Shift</kbd> + <kbd>{letter}</kbd>
            </dt>
            <dd>{t[`${what}Key`]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>{t.space}</kbd>
          </dt>
          <dd>{t.spaceKey}</dd>
        </div>
      </dl>
    </Dialog>
  );
}
