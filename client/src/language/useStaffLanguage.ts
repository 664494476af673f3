// While something is shown that only staff see, the page is in one of the languages that they have.
import { useLayoutEffect } from 'preact/hooks';
import { LOCALES, type StaffLocale } from './languages.ts';
import { offer } from './locale.ts';

const STAFF: readonly StaffLocale[] = ['sv', 'en'];

let staffViews = 0;

/** @param change how many more views that only staff see are shown from now on. */
function count(change: 1 | -1): void {
  staffViews += change;
  offer(staffViews > 0 ? STAFF : LOCALES);
}

export function useStaffLanguage(): void {
  useLayoutEffect(() => {
    count(1);
    return () => count(-1);
  }, []);
}
