// The area available for tiles, in whole pixels; undefined until it has been measured.
import { useLayoutEffect, useState } from 'preact/hooks';
import type { MeasuredArea } from './arrange.ts';

export function useArea(place: { current: HTMLElement | null }): MeasuredArea | undefined {
  const [area, setArea] = useState<MeasuredArea>();
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const measure = () => {
      const box = element.getBoundingClientRect();
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setArea({ width: Math.floor(box.width), height: Math.floor(box.height), rem });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return area;
}
