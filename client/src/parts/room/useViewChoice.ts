// The chosen layout, remembered in this browser.
import { useState } from 'preact/hooks';
import { VIEW_CHOICES, type ViewChoice } from '../../session/layout.ts';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';

export function useViewChoice(): [ViewChoice, (choice: ViewChoice) => void] {
  const [choice, setChoice] = useState<ViewChoice>(() => {
    const remembered = readRemembered('view');
    return VIEW_CHOICES.find((one) => one === remembered) ?? 'automatic';
  });
  return [
    choice,
    (chosen) => {
      setChoice(chosen);
      remember('view', chosen);
    },
  ];
}
