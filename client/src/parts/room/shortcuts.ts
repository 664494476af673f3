// The meeting's shortcuts: Alt and Shift with a letter, so that no screen reader's or browser's own is taken.

/** Letters that begin the word in Swedish, or in both languages. */
export const SHORTCUTS = {
  M: 'microphone',
  K: 'camera',
  H: 'hand',
  C: 'chat',
  T: 'text',
  D: 'people',
  S: 'share',
  L: 'leave',
} as const;

export type Shortcut = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

type Pressed = Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'key' | 'code'>;

/** AltGr, which some systems report as Ctrl and Alt, is for writing. */
export function shortcutOf(event: Pressed): Shortcut | undefined {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return undefined;
  // On a Mac the key is what Option makes of it, such as Ó: there its place on the keyboard counts.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.code.slice(-1);
  return Object.entries(SHORTCUTS).find(([one]) => one === letter)?.[1];
}
