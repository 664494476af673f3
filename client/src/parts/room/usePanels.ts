// The side panels' code: loaded when a panel is opened, otherwise soon after the first videos.
import { useEffect, useState } from 'preact/hooks';
import { useChunk } from '../useChunk.ts';

const FETCH_AFTER_MS = 700;

const load = async () => (await import('./panels.ts')).panels;

export function usePanels(isOpen: boolean) {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsTime(true), FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return useChunk(load, isTime || isOpen);
}
