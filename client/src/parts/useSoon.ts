// False at first, true when the first pictures have had time to come: for code that can wait for them.
import { useEffect, useState } from 'preact/hooks';

const SOON_MS = 700;

export function useSoon(): boolean {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsTime(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return isTime;
}
