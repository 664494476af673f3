// The language that a visitor sees first.
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './chooseLanguage.ts';

describe('chooseLanguage', () => {
  it('keeps an earlier choice', () => {
    expect(chooseLanguage('en', ['sv-SE'])).toBe('en');
    expect(chooseLanguage('sv', ['en-GB'])).toBe('sv');
  });

  it('is Swedish if the browser lists Swedish at all', () => {
    expect(chooseLanguage(undefined, ['sv-SE', 'en'])).toBe('sv');
    expect(chooseLanguage(undefined, ['en-US', 'en', 'sv'])).toBe('sv');
  });

  it('is English if the browser lists English but not Swedish', () => {
    expect(chooseLanguage(undefined, ['en-US'])).toBe('en');
    expect(chooseLanguage(undefined, ['ar', 'en-GB'])).toBe('en');
  });

  it('is Swedish otherwise, and for a stored value that is not a language', () => {
    expect(chooseLanguage(undefined, [])).toBe('sv');
    expect(chooseLanguage(undefined, ['fi-FI', 'ent'])).toBe('sv');
    expect(chooseLanguage('xx', ['fi'])).toBe('sv');
  });
});
