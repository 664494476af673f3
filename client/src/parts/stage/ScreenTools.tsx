// What one can do with a screen that somebody shares: enlarge it, and fill one's own screen with it.
import { Maximize, Minimize, ZoomIn, ZoomOut } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { screenTexts } from '../../language/texts/screen.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface ScreenToolsProps {
  /** The element that fills the screen. */
  place: { current: HTMLElement | null };
  isZoomed: boolean;
  onZoom: () => void;
}

export function ScreenTools({ place, isZoomed, onZoom }: ScreenToolsProps) {
  const t = useTexts(screenTexts);
  const [isFull, setIsFull] = useState(false);

  useEffect(() => {
    const look = () => setIsFull(document.fullscreenElement === place.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);

  const toggleFull = () => {
    // Refused where the browser or a policy will not: then it stays as large as it is.
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
