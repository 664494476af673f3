// For buttons that go away when they are pressed: the focus goes to the page's heading, not to nowhere.

/** `press`, and the focus kept; for `onClick`. */
export function keepingFocus(press: () => void): () => void {
  return () => {
    press();
    // Two frames: the view has been drawn anew by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost) document.querySelector('h1')?.focus();
      }),
    );
  };
}
