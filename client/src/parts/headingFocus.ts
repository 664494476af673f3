// The page's heading, or an open dialog's, as the place where the focus goes when it would be nowhere.

export function focusHeading(): void {
  const heading =
    document.querySelector<HTMLElement>('dialog[open] h2[tabindex]') ??
    document.querySelector('h1');
  heading?.focus();
}

/** `press` for a button that goes away when it is pressed; for `onClick`. */
export function keepingFocus(press: () => void): () => void {
  return () => {
    press();
    // Two frames: the view has been drawn anew by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const { activeElement, body } = document;
        if (activeElement === null || activeElement === body) focusHeading();
      }),
    );
  };
}
