// The tools for a shared screen: look closer at it, and show it in full screen.
import { Maximize, Minimize, ZoomIn, ZoomOut } from 'lucide';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface ScreenToolsProps {
  /** The element to show in full screen. */
  place: { current: HTMLElement | null };
  isZoomed: boolean;
  onZoom: () => void;
}

export function ScreenTools({ place, isZoomed, onZoom }: ScreenToolsProps) {
  const t = useTexts(tileTexts);
  const [isFull, setIsFull] = useState(false);

  useEffect(() => {
    const look = () => setIsFull(document.fullscreenElement === place.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);

  // One looks closer at what was in the middle.
  useLayoutEffect(() => {
    const view = place.current?.querySelector('.video-place');
    view?.scrollTo(
      (view.scrollWidth - view.clientWidth) / 2,
      (view.scrollHeight - view.clientHeight) / 2,
    );
  }, [isZoomed]);

  const toggleFull = () => {
    // Refused by the browser or a policy: then it keeps its size.
    const change = isFull ? document.exitFullscreen() : place.current?.requestFullscreen();
    change?.catch(() => undefined);
  };

  return (
    <>
      <button type="button" class="tile-button" onClick={onZoom}>
        <Icon node={isZoomed ? ZoomOut : ZoomIn} />
        <span class="tile-button-words">{isZoomed ? t.zoomOut : t.zoomIn}</span>
      </button>
      {document.fullscreenEnabled && (
        <button type="button" class="tile-button" onClick={toggleFull}>
          <Icon node={isFull ? Minimize : Maximize} />
          <span class="tile-button-words">{isFull ? t.leaveFullScreen : t.fullScreen}</span>
        </button>
      )}
    </>
  );
}
