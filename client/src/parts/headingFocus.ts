// The page's heading, or an open dialog's, as the place where the focus goes when it would be nowhere.

export function focusHeading(): void {
  const heading =
    document.querySelector<HTMLElement>('dialog[open] h2[tabindex]') ??
    document.querySelector('h1');
  heading?.focus();
}

/** From now on, whenever what has the focus goes, by one's own doing or others': the keyboard would be at the top again. */
export function keepFocus(): void {
  let focused: Node | undefined;
  addEventListener('focusin', ({ target }) => {
    if (target instanceof Node) focused = target;
  });
  addEventListener('focusout', () =>
    queueMicrotask(() => {
      // By a click beside everything: so it is meant.
      if (focused?.isConnected === true && isNowhere()) focused = undefined;
    }),
  );
  const observer = new MutationObserver(() => {
    if (focused === undefined || focused.isConnected) return;
    focused = undefined;
    // Two frames: whatever takes the focus for itself has done so by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (isNowhere()) focusHeading();
      }),
    );
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;
