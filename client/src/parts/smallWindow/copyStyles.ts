// Gives a window that the page has opened the page's own style sheets. They have the same addresses, so the browser has them already.
export function copyStylesTo(page: Document): void {
  for (const style of document.querySelectorAll<HTMLElement>('link[rel="stylesheet"], style')) {
    const copy = page.importNode(style, true);
    if (style instanceof HTMLLinkElement) (copy as HTMLLinkElement).href = style.href;
    page.head.append(copy);
  }
}
