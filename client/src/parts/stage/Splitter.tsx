// Between a shared screen and who is large beside it: shares the stage between them, by pointer and by keyboard.
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { remember } from '../../platform/rememberedSettings.ts';
import { type Divider, styleOf } from './arrange.ts';

const STEP_PERCENT = 2;
const PAGE_PERCENT = 10;

interface SplitterProps extends Divider {
  /** @param percent the part of the stage that is beside the screen. */
  onMove: (percent: number) => void;
}

export function Splitter({ box, isUpright, percent, least, most, onMove }: SplitterProps) {
  const t = useTexts(tileTexts);
  const divide = (to: number) => {
    remember('largeBeside', String(to));
    onMove(to);
  };
  const move = (to: number) => divide(Math.min(Math.max(Math.round(to), least), most));

  const byPointer = (event: TargetedPointerEvent<HTMLElement>) => {
    const { currentTarget: handle } = event;
    const stage = handle.parentElement?.getBoundingClientRect();
    if (!stage || !handle.hasPointerCapture(event.pointerId)) return;
    // The stage is the same in languages that are written from right to left.
    const part = isUpright
      ? (stage.right - event.clientX) / stage.width
      : (stage.bottom - event.clientY) / stage.height;
    move(part * 100);
  };

  const byKey = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const to = {
      // What is beside grows towards the screen.
      ArrowLeft: isUpright ? percent + STEP_PERCENT : undefined,
      ArrowRight: isUpright ? percent - STEP_PERCENT : undefined,
      ArrowUp: isUpright ? undefined : percent + STEP_PERCENT,
      ArrowDown: isUpright ? undefined : percent - STEP_PERCENT,
      PageUp: percent + PAGE_PERCENT,
      PageDown: percent - PAGE_PERCENT,
      Home: least,
      End: most,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };

  return (
    // A separator that can be focused is a control (ARIA 1.2), which the rules take for text.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      class={isUpright ? 'splitter is-upright' : 'splitter'}
      style={styleOf(box)}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an hr takes no keys
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t.divide}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuenow={percent}
      aria-valuemin={least}
      aria-valuemax={most}
      title={t.divideHow}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={byPointer}
      onDblClick={() => divide(0)}
      onKeyDown={byKey}
    />
  );
}
