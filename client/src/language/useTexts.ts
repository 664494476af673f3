// Gives a view its part of the catalogue, and rerenders it when the language changes.
import type { Messages, Translations } from '@nanostores/i18n';
import { useLayoutEffect, useState } from 'preact/hooks';

export function useTexts<Body extends Translations>(messages: Messages<Body>): Body {
  const [texts, setTexts] = useState(() => messages.get());
  useLayoutEffect(() => messages.subscribe(setTexts), [messages]);
  return texts;
}
