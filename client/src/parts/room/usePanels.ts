// The side panels' code: loaded when a panel is opened, otherwise soon after the first videos.
import { useChunk } from '../useChunk.ts';
import { useSoon } from '../useSoon.ts';

const load = async () => (await import('./panels.ts')).panels;

export function usePanels(isOpen: boolean) {
  const isTime = useSoon();
  return useChunk(load, isTime || isOpen);
}
