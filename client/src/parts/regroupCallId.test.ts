// A call ID while it is typed: grouped, with the caret where the typist expects it.
import { describe, expect, it } from 'vitest';
import { regroupCallId } from './regroupCallId.ts';

/** `|` marks the caret. */
function typed(before: string, now: string, inputType = 'insertText'): string {
  const caret = now.indexOf('|');
  const after = regroupCallId(before, { text: now.replace('|', ''), caret }, inputType);
  return `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`;
}

describe('regroupCallId', () => {
  it('groups by three while typing', () => {
    expect(typed('78', '787|')).toBe('787|');
    expect(typed('787', '7875|')).toBe('787 5|');
    expect(typed('787 544', '787 5441|')).toBe('787 544 1|');
  });

  it('keeps the caret behind a digit typed in the middle', () => {
    expect(typed('787 544 18', '797|87 544 18')).toBe('797| 875 441 8');
    expect(typed('787 544', '787 1|544')).toBe('787 1|54 4');
  });

  it('keeps a digit too many, for whoever typed it to find, and no letter', () => {
    expect(typed('787 544 182', '787 544 1829|')).toBe('787 544 182 9|');
    expect(typed('787', '787x|')).toBe('787|');
  });

  it('deletes the digit across the space, in either direction', () => {
    expect(typed('787 544', '787|544', 'deleteContentBackward')).toBe('78|5 44');
    expect(typed('787 544', '787|544', 'deleteContentForward')).toBe('787| 44');
  });

  it('accepts each notation', () => {
    for (const text of ['787544182', '787 544 182', '787-544-182', ' 787\u00a0544\u00a0182 ']) {
      expect(typed('', `${text}|`, 'insertFromPaste')).toBe('787 544 182|');
    }
  });

  it('finds it in a pasted invitation', () => {
    const invitation = 'Telefonnummer: 0480445511, därefter ange 787544182#';
    expect(typed('', `${invitation}|`, 'insertFromPaste')).toBe('787 544 182|');
  });

  it('finds it in an invitation or a link that a phone’s keyboard inserts', () => {
    expect(typed('', 'Telefon 0480445511, ange 787544182#|')).toBe('787 544 182|');
    const link = 'http://localhost:3700/meeting/787544182#sIRTxkiav7eclkwjma__zg';
    expect(typed('', `${link}|`)).toBe('787 544 182|');
  });

  it('reads the digits of other keyboards', () => {
    expect(typed('787', '787٥|')).toBe('787 5|');
    for (const text of ['٧٨٧٥٤٤١٨٢', '۷۸۷۵۴۴۱۸۲', '７８７ ５４４ １８２'])
      expect(typed('', `${text}|`, 'insertFromPaste')).toBe('787 544 182|');
  });
});
