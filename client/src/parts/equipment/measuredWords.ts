// A path's measurements, with numbers formatted in the language of the page.
import type { Measured } from '../../equipment/measured.ts';
import { numberIn } from '../../language/formats.ts';
import { locale } from '../../language/locale.ts';
import type { equipmentTexts } from '../../language/texts/equipment.ts';

export function measuredWords(
  { roundTripMs, lost, rate }: Measured,
  t: ReturnType<typeof equipmentTexts.get>,
): string {
  const number = (value: number, digits: number) => numberIn(locale.get(), value, digits);
  return t.measured({
    roundTrip: number(roundTripMs, 0),
    lost: number(lost * 100, 1),
    rate: number(rate / 1_000_000, 1),
  });
}
