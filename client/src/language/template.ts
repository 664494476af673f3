// A text with placeholders, such as `{name} har anslutit`.
import { type ExtractTemplateParams, type TranslationFunction, transform } from '@nanostores/i18n';

type Values = Record<string, string | number>;

const fill = transform((_locale, text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place)),
);

/**
 * Unlike the library's own `params` it inserts values literally: a person may be called
 * `$&`, which `String.replace` would interpret.
 */
export function template<Text extends string>(
  text: Text,
): TranslationFunction<[ExtractTemplateParams<Text>], string> {
  return fill(text) as TranslationFunction<[ExtractTemplateParams<Text>], string>;
}
