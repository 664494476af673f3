// The field of Direkttext: whatever is typed, composed, pasted, corrected or undone in it is sent as it stands there.
import { LIVE_LINE_REST_MS } from '@distansmote/shared/signalling/liveTextLimits.ts';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LiveText } from '../../session/liveText/liveText.ts';

interface LiveFieldProps {
  liveText: LiveText;
  /** A rest ends the line. */
  rests: boolean;
  /** Of the letters, in percent. */
  size: number;
  takesFocus: boolean;
}

export function LiveField({ liveText, rests, size, takesFocus }: LiveFieldProps) {
  const t = useTexts(liveTextTexts);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isTooMuch, setIsTooMuch] = useState(false);
  /** What stood there before it became too much. */
  const accepted = useRef('');
  const isComposing = useRef(false);
  /** Once the composition is over: to empty the field would break it. */
  const endsThen = useRef(false);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const restsNow = useRef(rests);
  restsNow.current = rests;

  const grow = () => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  };
  useLayoutEffect(grow, [size]);
  const end = () => {
    const element = field.current;
    clearTimeout(resting.current);
    if (!element) return;
    endsThen.current = isComposing.current;
    if (endsThen.current) return;
    liveText.end(element.value);
    element.value = '';
    accepted.current = '';
    grow();
  };
  const written = () => {
    const element = field.current;
    if (!element) return;
    const hasRoom = liveText.hasRoomFor(element.value);
    setIsTooMuch(!hasRoom);
    if (!hasRoom) element.value = accepted.current;
    else {
      const instead = liveText.write(element.value);
      if (instead !== undefined) element.value = instead;
    }
    accepted.current = element.value;
    grow();
    clearTimeout(resting.current);
    const rest = () => restsNow.current && element.value.trim() !== '' && end();
    resting.current = setTimeout(rest, LIVE_LINE_REST_MS);
  };

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    // What stood there before this page was loaded anew, or before Direkttext was closed.
    element.value = liveText.store.getState().draft ?? '';
    accepted.current = element.value;
    grow();
    if (takesFocus && !matchMedia('(pointer: coarse)').matches) element.focus();
    return () => {
      // Closed: nobody sees any more what is not finished.
      isComposing.current = false;
      if (element.value.trim() !== '') liveText.end(element.value);
      clearTimeout(resting.current);
    };
  }, [liveText]);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState !== 'hidden') return;
      // A telephone stops the page soon, and with it the clock that would end the line.
      if (matchMedia('(pointer: coarse)').matches && field.current?.value.trim()) end();
      liveText.flush();
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [liveText]);

  return (
    <div class="live-field">
      <label class="visually-hidden" for={id}>
        {t.field}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        dir="auto"
        placeholder={t.field}
        aria-describedby={`${id}-hint`}
        enterkeyhint="enter"
        onInput={written}
        onBeforeInput={(event: InputEvent) => {
          // Keyboards of phones tell of no key.
          if (event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph') {
            event.preventDefault();
            end();
          }
        }}
        onKeyDown={(event) => {
          // During composition (Chinese, Japanese, dead keys) Enter belongs to the input method.
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          end();
        }}
        onCompositionStart={() => (isComposing.current = true)}
        onCompositionEnd={() => {
          isComposing.current = false;
          if (endsThen.current) end();
        }}
      />
      <output class={isTooMuch ? 'field-hint' : 'visually-hidden'} id={`${id}-hint`}>
        {isTooMuch ? t.tooMuch : rests ? t.howRests : t.how}
      </output>
    </div>
  );
}
