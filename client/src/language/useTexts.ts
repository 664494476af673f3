// Gives a view its part of the catalogue, and rerenders it when the language changes.
import type { ReadableAtom } from 'nanostores';
import { useLayoutEffect, useState } from 'preact/hooks';

/** @param messages or another store of the language. */
export function useTexts<Body>(messages: ReadableAtom<Body>): Body {
  const [texts, setTexts] = useState(() => messages.get());
  useLayoutEffect(() => messages.subscribe((body) => setTexts(() => body)), [messages]);
  return texts;
}
