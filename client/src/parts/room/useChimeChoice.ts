// Whether chimes are played, as chosen and remembered in this browser.
import { useState } from 'preact/hooks';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';

/** @returns whether they are, and the setter. */
export function useChimeChoice(): [boolean, (plays: boolean) => void] {
  const [plays, setPlays] = useState(() => readRemembered('chimes') !== 'off');
  return [
    plays,
    (chosen) => {
      setPlays(chosen);
      remember('chimes', chosen ? 'on' : 'off');
    },
  ];
}
