// A heading as the place where the focus goes when it would be nowhere: the panel's or dialog's, or the page's.

const PANEL_HEADING = 'h2[tabindex]';

export function focusHeading(): void {
  document.querySelector('h1')?.focus();
}

/** From now on, whenever what has the focus goes, by one's own doing or others': the keyboard would be at the top again. */
export function keepFocus(): void {
  let focused: Element | undefined;
  let panel: Element | null = null;
  /** Whoever goes by the keyboard is shown where it goes on; a pointer stays where it is. */
  let preventScroll = false;
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    focused = target;
    panel = target.closest('.panel');
    preventScroll = !target.matches(':focus-visible');
  });
  addEventListener('focusout', () =>
    queueMicrotask(() => {
      // By a click beside everything: so it is meant. One that is hidden will be gone.
      if (focused?.isConnected && focused.getClientRects().length > 0 && isNowhere())
        focused = undefined;
    }),
  );
  const observer = new MutationObserver(() => {
    if (focused === undefined || focused.isConnected) return;
    focused = undefined;
    // Two frames: whatever takes the focus for itself has done so by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (!isNowhere()) return;
        const headings = [
          document.querySelector(`dialog[open] ${PANEL_HEADING}`),
          panel?.isConnected === true ? panel.querySelector(PANEL_HEADING) : null,
          document.querySelector('h1'),
          // Over the rest, where the page is narrow.
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
