// The texts in other languages than Swedish: one file for each language and group of pages.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';
import { type Group, GROUPS } from '../src/language/groups.ts';
import { type Locale, LOCALES } from '../src/language/languages.ts';

export type Translation = Exclude<Locale, 'sv'>;
/** As a page reads it: by part and key; what is counted by plural form. */
export type Texts = Record<string, Record<string, string | Record<string, string>>>;

export const TRANSLATIONS = LOCALES.filter((one): one is Translation => one !== 'sv');

const GROUP_NAMES = Object.keys(GROUPS) as Group[];
const FILE = /^\/assets\/([a-z]+)-([a-z]+)-dev\.json/;

type Load = (file: URL) => Promise<Record<string, unknown>>;
const importModule: Load = (file) => import(file.href);

/** What staff alone see is in English and Swedish only: for other languages it is left out. */
export async function textsOf(
  locale: Translation,
  group: Group,
  load = importModule,
): Promise<Texts> {
  const texts: Texts = {};
  for (const part of GROUPS[group]) {
    const file = new URL(`../src/language/${locale}/${part}.ts`, import.meta.url);
    if (!existsSync(file)) continue;
    texts[part] = (await load(file))[part] as Texts[string];
  }
  return texts;
}

export function textFiles(): Plugin {
  let files = new Map<string, string>();
  let version = 'dev';
  return {
    name: 'text-files',
    async buildStart() {
      if (this.environment.mode === 'dev') return;
      files = new Map();
      for (const locale of TRANSLATIONS)
        for (const group of GROUP_NAMES)
          files.set(`${locale}-${group}`, JSON.stringify(await textsOf(locale, group)));
      const all = JSON.stringify([...files]);
      version = createHash('sha256').update(all).digest('base64url').slice(0, 8);
    },
    generateBundle() {
      for (const [name, source] of files)
        this.emitFile({ type: 'asset', fileName: `assets/${name}-${version}.json`, source });
    },
    // Not in the scripts, which would be fetched anew whenever a word changes.
    transformIndexHtml: (html) => html.replace('<html ', `<html data-texts="${version}" `),
    configureServer({ middlewares, ssrLoadModule }) {
      middlewares.use((request, response, next) => {
        const [, locale = '', group = ''] = FILE.exec(request.url ?? '') ?? [];
        const [its] = TRANSLATIONS.filter((one) => one === locale);
        const [one] = GROUP_NAMES.filter((name) => name === group);
        if (its === undefined || one === undefined) return next();
        void textsOf(its, one, ({ pathname }) => ssrLoadModule(pathname)).then((texts) =>
          response.end(JSON.stringify(texts)),
        );
      });
    },
  };
}
