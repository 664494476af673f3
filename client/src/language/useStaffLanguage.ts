// While something is shown that only staff see, the page is in one of the languages that they have.
import { useLayoutEffect } from 'preact/hooks';
import { countStaffViews } from './locale.ts';

export function useStaffLanguage(): void {
  useLayoutEffect(() => {
    countStaffViews(1);
    return () => countStaffViews(-1);
  }, []);
}
