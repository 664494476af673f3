// Whether a panel covers the whole meeting as a sheet, as on phones; the same breakpoint as in room.css.
import { useEffect, useState } from 'preact/hooks';

const QUERY = '(max-width: 55.99rem)';

export function useIsSheet(): boolean {
  const [isSheet, setIsSheet] = useState(() => matchMedia(QUERY).matches);
  useEffect(() => {
    const query = matchMedia(QUERY);
    const look = () => setIsSheet(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isSheet;
}
