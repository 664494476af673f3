// Moves the focus to a heading when it would be lost: the panel's, the dialog's or the page's.

const PANEL_HEADING = 'h2[tabindex]';

export function focusHeading(): void {
  document.querySelector('h1')?.focus();
}

/** From now on, whenever the focused element is removed: otherwise the keyboard would start at the top again. */
export function keepFocus(): void {
  let focused: Element | undefined;
  let panel: Element | null = null;
  /** Keyboard users see the focus ring; with a pointer it is not shown. */
  let preventScroll = false;
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    focused = target;
    panel = target.closest('.panel');
    preventScroll = !target.matches(':focus-visible');
  });
  addEventListener('focusout', () =>
    queueMicrotask(() => {
      // A click outside everything is intended. A hidden element is about to be removed.
      if (focused?.isConnected && focused.getClientRects().length > 0 && isNowhere())
        focused = undefined;
    }),
  );
  const observer = new MutationObserver(() => {
    if (focused === undefined || focused.isConnected) return;
    focused = undefined;
    // After two frames anything else that takes the focus has done so.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (!isNowhere()) return;
        const headings = [
          document.querySelector(`dialog[open] ${PANEL_HEADING}`),
          panel?.isConnected === true ? panel.querySelector(PANEL_HEADING) : null,
          document.querySelector('h1'),
          // A sheet covers the rest on narrow pages.
          document.querySelector(`.panel ${PANEL_HEADING}`),
        ];
        for (const heading of headings)
          if (isNowhere()) (heading as HTMLElement | null)?.focus({ preventScroll });
      }),
    );
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;
