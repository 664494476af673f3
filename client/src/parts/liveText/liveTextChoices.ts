// How this person reads real-time text, remembered in this browser.
import { useState } from 'preact/hooks';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';

/** Percent of the page's own. */
export const SIZES = [100, 125, 150, 200, 250, 300] as const;
const ORDERS = ['flow', 'columns'] as const;

interface LiveTextChoices {
  size: number;
  /** In the order of writing, or each person in a column of their own. */
  order: (typeof ORDERS)[number];
  /** A rest ends the line. Not for whoever needs long for each letter. */
  rests: boolean;
}

export function useLiveTextChoices(): [
  LiveTextChoices,
  (change: Partial<LiveTextChoices>) => void,
] {
  const [choices, setChoices] = useState<LiveTextChoices>(() => ({
    size: SIZES.find((one) => `${one}` === readRemembered('liveTextSize')) ?? 100,
    order: ORDERS.find((one) => one === readRemembered('liveTextOrder')) ?? 'flow',
    rests: readRemembered('liveTextRests') !== 'no',
  }));
  return [
    choices,
    (change) => {
      const now = { ...choices, ...change };
      setChoices(now);
      remember('liveTextSize', `${now.size}`);
      remember('liveTextOrder', now.order);
      remember('liveTextRests', now.rests ? 'yes' : 'no');
    },
  ];
}
