// The page's heading as the place where the focus goes when it would be nowhere.

export function focusHeading(): void {
  document.querySelector('h1')?.focus();
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
