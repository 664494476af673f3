// The language that a visitor meets first.
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './chooseLanguage.ts';

describe('chooseLanguage', () => {
  it('keeps what was chosen before', () => {
    expect(chooseLanguage('en', ['sv-SE'])).toBe('en');
    expect(chooseLanguage('sv', ['en-GB'])).toBe('sv');
  });

  it('is Swedish where the browser names Swedish at all', () => {
    expect(chooseLanguage(undefined, ['sv-SE', 'en'])).toBe('sv');
    expect(chooseLanguage(undefined, ['en-US', 'en', 'sv'])).toBe('sv');
  });

  it('is English where the browser names English and not Swedish', () => {
    expect(chooseLanguage(undefined, ['en-US'])).toBe('en');
    expect(chooseLanguage(undefined, ['ar', 'en-GB'])).toBe('en');
  });

  it('is Swedish for everybody else, and for a value that is no language', () => {
    expect(chooseLanguage(undefined, [])).toBe('sv');
    expect(chooseLanguage(undefined, ['fi-FI', 'ent'])).toBe('sv');
    expect(chooseLanguage('xx', ['fi'])).toBe('sv');
  });
});
