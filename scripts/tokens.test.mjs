// Each colour of a status can be told from its ground in every theme (WCAG 1.4.3 and 1.4.11).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../client/src/styles/tokens.css', import.meta.url), 'utf8');
const [lightRules = '', darkRules = '', roomRules = ''] = css
  .split(/^(?=:root|@media|\.room)/m)
  .slice(1);
const light = tokensIn(lightRules);
const themes = {
  light,
  dark: withColours({ ...light, ...tokensIn(darkRules) }),
  room: withColours({ ...light, ...tokensIn(roomRules) }),
};

const GROUNDS = ['paper', 'surface', 'surface-hover'];
const STATUSES = ['off', 'speaking', 'hand', 'unread', 'weak', 'pinned'];

function tokensIn(rules) {
  return Object.fromEntries(
    [...rules.matchAll(/--([\w-]+): (#[\da-f]{6}|var\(--[\w-]+\));/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
}

/** Tokens that are another one by `var()` have its colour. */
function withColours(tokens) {
  const colourOf = (value) => tokens[/^var\(--(.+)\)$/.exec(value)?.[1]] ?? value;
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, colourOf(value)]));
}

function luminance(colour = '') {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

describe.each(Object.entries(themes))('%s', (_, tokens) => {
  it.each(STATUSES)('%s is readable on every ground, and what stands on it is', (status) => {
    for (const ground of GROUNDS) {
      expect(contrast(tokens[status], tokens[ground])).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(tokens[status], tokens['on-status'])).toBeGreaterThanOrEqual(4.5);
  });

  it('what is off is readable on its wash', () => {
    expect(contrast(tokens['off'], tokens['off-wash'])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens['ink'], tokens['off-wash'])).toBeGreaterThanOrEqual(4.5);
  });
});
