// URLs become links, and nothing else does.
import { expect, test } from 'vitest';
import { linkify } from './linkify.ts';

test.each([
  ['Hej', [{ text: 'Hej' }]],
  ['', []],
  ['<b>x</b> & [a](javascript:alert(1))', [{ text: '<b>x</b> & [a](javascript:alert(1))' }]],
  [
    'javascript:alert(1) ftp://a.se www.a.se',
    [{ text: 'javascript:alert(1) ftp://a.se www.a.se' }],
  ],
  ['http://', [{ text: 'http://' }]],
])('%j has no link', (text, parts) => {
  expect(linkify(text)).toEqual(parts);
});

test('a URL at the end of a sentence excludes the full stop', () => {
  expect(linkify('Se https://1177.se/Kalmar/?a=1, (http://a.se/b).')).toEqual([
    { text: 'Se ' },
    { text: 'https://1177.se/Kalmar/?a=1', href: 'https://1177.se/Kalmar/?a=1' },
    { text: ', (' },
    { text: 'http://a.se/b', href: 'http://a.se/b' },
    { text: ').' },
  ]);
});

test('a URL ends at a quote or at markup', () => {
  expect(linkify('https://a.se/"onclick="x')).toEqual([
    { text: 'https://a.se/', href: 'https://a.se/' },
    { text: '"onclick="x' },
  ]);
});
