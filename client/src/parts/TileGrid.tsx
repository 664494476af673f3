// Lays out everybody as large as they fit, oneself last.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import type { MeetingStore } from '../meeting/meetingStore.ts';
import { roomTexts } from '../language/texts/room.ts';
import { useTexts } from '../language/useTexts.ts';
import { fitTiles } from './fitTiles.ts';
import { Tile } from './Tile.tsx';
import { useStore } from './useStore.ts';

const GAP = 12;

interface TileGridProps {
  meeting: MeetingStore;
  localMedia: LocalMediaStore;
}

export function TileGrid({ meeting, localMedia }: TileGridProps) {
  const t = useTexts(roomTexts);
  const others = useStore(meeting, (state) => state.others);
  const me = useStore(meeting, (state) => state.me);
  const camera = useStore(localMedia, (state) => state.camera);
  const microphone = useStore(localMedia, (state) => state.microphone);

  const list = useRef<HTMLUListElement>(null);
  const [area, setArea] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = () => {
      // clientWidth leaves a scrollbar out, but rounds: half a pixel too much, and a column less fits.
      const box = element.getBoundingClientRect();
      setArea({
        width: Math.floor(Math.min(element.clientWidth, box.width)),
        height: Math.floor(Math.min(element.clientHeight, box.height)),
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const count = others.length + 1;
  const fit = area && fitTiles(count, area, GAP);
  const isScrolling =
    fit && Math.ceil(count / fit.columns) * (fit.height + GAP) - GAP > area.height;
  return (
    <ul
      class="tiles"
      ref={list}
      // So many that it scrolls: then the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isScrolling ? 0 : undefined}
      aria-label={t.peopleHeading}
      style={fit && { '--tile-width': `${fit.width}px`, '--tile-height': `${fit.height}px` }}
    >
      {others.map(({ id, name, profession, tracks }) => (
        <Tile
          key={id}
          participant={id}
          id={id}
          name={name}
          label={name}
          profession={profession}
          camera={tracks.camera?.isPaused ? undefined : tracks.camera?.mediaTrack}
          isMicrophoneOff={!tracks.microphone || tracks.microphone.isPaused}
        />
      ))}
      {me && (
        <Tile
          key="me"
          participant="me"
          id={me.id}
          name={me.name}
          label={t.you}
          profession={me.profession}
          camera={camera.is === 'on' ? camera.mediaTrack : undefined}
          isMicrophoneOff={microphone.is !== 'on'}
        />
      )}
    </ul>
  );
}
