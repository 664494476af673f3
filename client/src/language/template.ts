// A text with places for values, such as `{name} har anslutit`.
import { type ExtractTemplateParams, type TranslationFunction, transform } from '@nanostores/i18n';

type Values = Record<string, string | number>;

const fill = transform((_locale, text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place)),
);

/**
 * Unlike the library's own `params` it puts values in as they are: a person may well be called
 * `$&`, which `String.replace` takes for an order.
 */
export function template<Text extends string>(
  text: Text,
): TranslationFunction<[ExtractTemplateParams<Text>], string> {
  return fill(text) as TranslationFunction<[ExtractTemplateParams<Text>], string>;
}
