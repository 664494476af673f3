// Direkttext: what everybody writes, as it is written, and the field to write in.
import { Settings2, X } from 'lucide';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LiveText } from '../../session/liveText/liveText.ts';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';
import { LiveColumns } from './LiveColumns.tsx';
import { LiveField } from './LiveField.tsx';
import { LiveFlow } from './LiveFlow.tsx';
import { LiveTextDisplay } from './LiveTextDisplay.tsx';
import { useLiveTextChoices } from './liveTextChoices.ts';

/** So near its end one reads along. */
const NEAR_END_PX = 60;

interface LiveTextAreaProps {
  liveText: LiveText;
  meeting: MeetingStore;
  isInert: boolean;
}

export function LiveTextArea({ liveText, meeting, isInert }: LiveTextAreaProps) {
  const t = useTexts(liveTextTexts);
  const common = useTexts(everywhereTexts);
  const id = useId();
  const lines = useStore(liveText.store, (state) => state.lines);
  const live = useStore(liveText.store, (state) => state.live);
  const isReady = useStore(liveText.store, (state) => state.draft !== undefined);
  const isLate = useStore(liveText.store, (state) => state.isLate);
  const others = useStore(meeting, (state) => state.others);
  const [choices, choose] = useLiveTextChoices();
  const [isChoosing, setIsChoosing] = useState(false);
  const area = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const scroll = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  /** By a press on its button, and not by somebody else who writes. */
  const [isOpenedHere] = useState(() => liveText.store.getState().openedBy === undefined);

  useLayoutEffect(() => {
    // On a touch screen the keyboard would cover what is written.
    if (isOpenedHere && matchMedia('(pointer: coarse)').matches) title.current?.focus();
  }, []);
  useLayoutEffect(() => {
    if (isAtEnd.current) scroll.current?.scrollTo({ top: scroll.current.scrollHeight });
  }, [lines, live, choices, isChoosing]);
  const watchEnd = () => {
    const element = scroll.current;
    if (!element) return;
    const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    isAtEnd.current = toEnd < NEAR_END_PX;
  };
  const close = () => {
    liveText.close();
    document.querySelector<HTMLElement>('.live-text-toggle')?.focus();
  };
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) close();
    };
    const element = area.current;
    element?.addEventListener('keydown', closeOnEscape);
    return () => element?.removeEventListener('keydown', closeOnEscape);
  }, [liveText]);

  const named = live.map((one) => ({
    ...one,
    name: others.find((other) => other.id === one.id)?.name ?? one.name,
  }));
  const View = choices.order === 'columns' ? LiveColumns : LiveFlow;
  return (
    <section
      class="live-text"
      aria-labelledby={id}
      ref={area}
      inert={isInert}
      style={{ '--live-text-size': choices.size / 100 }}
    >
      <div class="live-text-head">
        <h2 id={id} ref={title} tabIndex={-1}>
          {t.liveText}
        </h2>
        <button
          type="button"
          class="button is-quiet"
          aria-expanded={isChoosing}
          onClick={() => setIsChoosing(!isChoosing)}
        >
          <Icon node={Settings2} />
          {t.display}
        </button>
        <button type="button" class="button is-quiet" onClick={close}>
          <Icon node={X} />
          {common.close}
        </button>
      </div>
      {isChoosing && <LiveTextDisplay choices={choices} onChoose={choose} />}
      <section
        class="live-text-scroll"
        ref={scroll}
        aria-label={t.lines}
        // It scrolls, so it must be reachable with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={watchEnd}
      >
        {lines.length === 0 && live.length === 0 && (
          <p class="soft live-text-what">
            {t.what} {t.kept}
          </p>
        )}
        <View lines={lines} live={named} />
      </section>
      {isReady && (
        <LiveField
          liveText={liveText}
          rests={choices.rests}
          size={choices.size}
          takesFocus={isOpenedHere}
        />
      )}
      <output class="live-text-late">{isLate && t.late}</output>
    </section>
  );
}
