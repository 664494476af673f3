// Initials and colours of people without video.
import { describe, expect, it } from 'vitest';
import { initialsOf, toneOf } from './initials.ts';

describe('initialsOf', () => {
  it.each([
    ['Karin Lind', 'KL'],
    ['åsa', 'Å'],
    ['Åsa Lind, biståndshandläggare', 'ÅL'],
    ['Anna-Karin Berg von Sydow', 'AS'],
    ['Rum 12', 'R1'],
    ['Karin (dotter)', 'K'],
    ['e\u0301va', 'E\u0301'],
    ['', ''],
  ])('%s → %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('toneOf', () => {
  it('stays the same for the same id and is one of the six', () => {
    expect(toneOf('a')).toBe(toneOf('a'));
    expect(toneOf('3f2504e0-4f89-11d3-9a0c-0305e82c3301')).toMatch(/^tone-[0-5]$/);
  });
});
