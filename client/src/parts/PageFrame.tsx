// The frame of every page outside the meeting: word mark, language switch, and a footer line at most.
import type { ComponentChildren } from 'preact';
import { Brand } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

interface PageFrameProps {
  isNarrow?: boolean;
  lastLine?: string;
  children: ComponentChildren;
}

export function PageFrame({ isNarrow = false, lastLine, children }: PageFrameProps) {
  return (
    <div class="frame">
      <header class="frame-header">
        <Brand />
        <LanguageSwitch />
      </header>
      <main class={`frame-main ${isNarrow ? 'is-narrow' : ''}`}>{children}</main>
      {lastLine && (
        <footer class="frame-footer">
          <p>{lastLine}</p>
        </footer>
      )}
    </div>
  );
}
