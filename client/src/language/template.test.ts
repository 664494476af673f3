// Texts with interpolated values, in both languages.
import { type Translation, textsOf } from '../../build/textFiles.ts';
import type { Group } from './groups.ts';
import { beforeAll, describe, expect, it, vi } from 'vitest';

/** As the server would answer. */
async function fetchTexts(path: string) {
  const [, locale = '', group = ''] = /^\/assets\/(\w+)-(\w+)-/.exec(path) ?? [];
  return Response.json(await textsOf(locale as Translation, group as Group));
}

beforeAll(() => {
  vi.stubGlobal('fetch', fetchTexts);
  vi.stubGlobal('navigator', { languages: ['sv-SE'] });
  vi.stubGlobal('document', { documentElement: { lang: '', dataset: {} } });
});

describe('texts with values', () => {
  it('inserts names verbatim, whatever they contain', async () => {
    const { happeningTexts } = await import('./texts/happening.ts');
    expect(happeningTexts.get().joined({ name: '$& {name} <b>' })).toBe(
      '$& {name} <b> har anslutit',
    );
  });

  it('keeps the order of the words around a name that is written from right to left', async () => {
    const { happeningTexts } = await import('./texts/happening.ts');
    expect(happeningTexts.get().joined({ name: 'محمد علي' })).toBe(
      '\u2068محمد علي\u2069 har anslutit',
    );
    expect(happeningTexts.get().joined({ name: 'Åke' })).toBe('Åke har anslutit');
  });

  it('handles plurals and values in English too', async () => {
    const { roomTexts } = await import('./texts/room.ts');
    const { happeningTexts } = await import('./texts/happening.ts');
    const { usePages } = await import('./fetchTexts.ts');
    usePages('meeting', 'en');
    const { speak } = await import('./locale.ts');
    const { textsFetched } = await import('./defineTexts.ts');
    speak('en');
    await textsFetched();
    expect(roomTexts.get().people(1)).toBe('1 participant');
    expect(roomTexts.get().people(2)).toBe('2 participants');
    expect(happeningTexts.get().left({ name: 'Åke' })).toBe('Åke has left the meeting');
    expect(document.documentElement.lang).toBe('en');
  });
});
