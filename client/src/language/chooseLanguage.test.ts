// The language that a visitor sees first.
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './chooseLanguage.ts';

describe('chooseLanguage', () => {
  it('keeps an earlier choice', () => {
    expect(chooseLanguage('en', undefined, ['sv-SE'])).toBe('en');
    expect(chooseLanguage('sv', 'ar', ['en-GB'])).toBe('sv');
  });

  it('is that of the link otherwise', () => {
    expect(chooseLanguage(undefined, 'ar', ['sv-SE', 'en'])).toBe('ar');
    expect(chooseLanguage(undefined, 'xx', ['sv-SE', 'en'])).toBe('sv');
    expect(chooseLanguage(undefined, 'toString', ['pl'])).toBe('pl');
  });

  it('is Swedish rather than English if the browser lists both', () => {
    expect(chooseLanguage(undefined, undefined, ['sv-SE', 'en'])).toBe('sv');
    expect(chooseLanguage(undefined, undefined, ['en-US', 'en', 'sv'])).toBe('sv');
    expect(chooseLanguage(undefined, undefined, ['en-US', 'en', 'sv', 'fi'])).toBe('sv');
  });

  it('is the first that the browser lists and the pages are in', () => {
    expect(chooseLanguage(undefined, undefined, ['en-US'])).toBe('en');
    expect(chooseLanguage(undefined, undefined, ['ar-SY', 'en-GB', 'sv'])).toBe('ar');
    expect(chooseLanguage(undefined, undefined, ['ku', 'fa-AF', 'sv'])).toBe('fa');
    expect(chooseLanguage(undefined, undefined, ['en-GB', 'uk', 'sv'])).toBe('uk');
  });

  it('is Swedish otherwise, and for a stored value that is not a language', () => {
    expect(chooseLanguage(undefined, undefined, [])).toBe('sv');
    expect(chooseLanguage(undefined, undefined, ['nb-NO', 'ent'])).toBe('sv');
    expect(chooseLanguage('xx', undefined, ['da'])).toBe('sv');
  });
});
