// The languages that are interpreted in Swedish care, by their names there: what browsers call them is often another word, or nothing.

/** By BCP 47 tag, as in `role.ts`: in Swedish and in English. */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  aii: ['assyriska', 'Assyrian'],
  am: ['amhariska', 'Amharic'],
  ar: ['arabiska', 'Arabic'],
  az: ['azerbajdzjanska', 'Azerbaijani'],
  bal: ['baluchi', 'Balochi'],
  be: ['belarusiska', 'Belarusian'],
  bg: ['bulgariska', 'Bulgarian'],
  bn: ['bengali', 'Bengali'],
  bs: ['bosniska', 'Bosnian'],
  ckb: ['kurdiska (sorani)', 'Kurdish (Sorani)'],
  cmn: ['kinesiska (mandarin)', 'Chinese (Mandarin)'],
  cs: ['tjeckiska', 'Czech'],
  da: ['danska', 'Danish'],
  de: ['tyska', 'German'],
  el: ['grekiska', 'Greek'],
  en: ['engelska', 'English'],
  es: ['spanska', 'Spanish'],
  et: ['estniska', 'Estonian'],
  fa: ['persiska', 'Persian'],
  fi: ['finska', 'Finnish'],
  fit: ['meänkieli', 'Meänkieli'],
  fr: ['franska', 'French'],
  haz: ['hazaragi', 'Hazaragi'],
  he: ['hebreiska', 'Hebrew'],
  hi: ['hindi', 'Hindi'],
  hr: ['kroatiska', 'Croatian'],
  hu: ['ungerska', 'Hungarian'],
  hy: ['armeniska', 'Armenian'],
  id: ['indonesiska', 'Indonesian'],
  is: ['isländska', 'Icelandic'],
  it: ['italienska', 'Italian'],
  ja: ['japanska', 'Japanese'],
  ka: ['georgiska', 'Georgian'],
  kk: ['kazakiska', 'Kazakh'],
  kmr: ['kurdiska (kurmanji)', 'Kurdish (Kurmanji)'],
  ko: ['koreanska', 'Korean'],
  lg: ['luganda', 'Luganda'],
  ln: ['lingala', 'Lingala'],
  lt: ['litauiska', 'Lithuanian'],
  lv: ['lettiska', 'Latvian'],
  mk: ['makedonska', 'Macedonian'],
  mn: ['mongoliska', 'Mongolian'],
  mnk: ['mandinka', 'Mandinka'],
  my: ['burmesiska', 'Burmese'],
  ne: ['nepali', 'Nepali'],
  nl: ['nederländska', 'Dutch'],
  no: ['norska', 'Norwegian'],
  om: ['oromo', 'Oromo'],
  pa: ['punjabi', 'Punjabi'],
  pl: ['polska', 'Polish'],
  prs: ['dari', 'Dari'],
  ps: ['pashto', 'Pashto'],
  pt: ['portugisiska', 'Portuguese'],
  rn: ['kirundi', 'Kirundi'],
  ro: ['rumänska', 'Romanian'],
  rom: ['romani', 'Romani'],
  ru: ['ryska', 'Russian'],
  rw: ['kinyarwanda', 'Kinyarwanda'],
  sdh: ['kurdiska (feyli)', 'Kurdish (Feyli)'],
  se: ['nordsamiska', 'Northern Sami'],
  sk: ['slovakiska', 'Slovak'],
  sl: ['slovenska', 'Slovenian'],
  sma: ['sydsamiska', 'Southern Sami'],
  smj: ['lulesamiska', 'Lule Sami'],
  so: ['somaliska', 'Somali'],
  sq: ['albanska', 'Albanian'],
  sr: ['serbiska', 'Serbian'],
  sw: ['swahili', 'Swahili'],
  ta: ['tamil', 'Tamil'],
  th: ['thailändska', 'Thai'],
  ti: ['tigrinja', 'Tigrinya'],
  tk: ['turkmeniska', 'Turkmen'],
  tl: ['filippinska', 'Filipino'],
  tr: ['turkiska', 'Turkish'],
  tru: ['syrianska (turoyo)', 'Syriac (Turoyo)'],
  ug: ['uiguriska', 'Uyghur'],
  uk: ['ukrainska', 'Ukrainian'],
  ur: ['urdu', 'Urdu'],
  uz: ['uzbekiska', 'Uzbek'],
  vi: ['vietnamesiska', 'Vietnamese'],
  wo: ['wolof', 'Wolof'],
  yi: ['jiddisch', 'Yiddish'],
  yue: ['kinesiska (kantonesiska)', 'Chinese (Cantonese)'],
};

export const interpretedLanguages: readonly string[] = Object.keys(NAMES);

/**
 * @param tag BCP 47. @param locale of the name: BCP 47.
 * @returns undefined for one without a name there, and for `und`.
 */
export function languageName(tag: string, locale: string): string | undefined {
  if (tag === 'und') return undefined;
  const [swedish, english] = NAMES[tag] ?? [];
  if (locale === 'sv') return swedish ?? byIntl(tag, locale);
  if (locale === 'en') return english ?? byIntl(tag, locale);
  return byIntl(tag, locale) ?? english;
}

function byIntl(tag: string, locale: string): string | undefined {
  // Without it another language's name would be given where there is none.
  if (Intl.DisplayNames.supportedLocalesOf(locale).length === 0) return undefined;
  return new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(tag);
}
