// A text with placeholders, such as `{name} har anslutit`.
import { type ExtractTemplateParams, type TranslationFunction, transform } from '@nanostores/i18n';
import { directionOf } from './languages.ts';

type Values = Record<string, string | number>;

const fill = transform((locale, text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (place, key: string) =>
    isolated(String(values[key] ?? place), locale),
  ),
);

/** The letters that are written from right to left, such as Hebrew and Arabic. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** So that a name that is written in the other direction than the text does not turn the words around it. */
const isolated = (value: string, locale: string) =>
  RIGHT_TO_LEFT.test(value) || directionOf(locale) === 'rtl' ? `\u2068${value}\u2069` : value;

/**
 * Unlike the library's own `params` it inserts values literally: a person may be called
 * `$&`, which `String.replace` would interpret.
 */
export function template<Text extends string>(
  text: Text,
): TranslationFunction<[ExtractTemplateParams<Text>], string> {
  return fill(text) as TranslationFunction<[ExtractTemplateParams<Text>], string>;
}
