// probe
import { count, params } from '@nanostores/i18n';
import { defineTexts } from './defineTexts.ts';
const x = defineTexts('a', { a: 'hej', joined: params('{name} har anslutit') }, { a: 'x', joined: 'x'});
export const y: string = x.get().joined({name: 'x'});
const x1 = defineTexts('a', { a: 'hej',  people: count({ one: '{count} deltagare', other: '{count} deltagare' }) }, { a: 'x', people: {one: 'x', other: 'y'}});
export const y1: string = x1.get().people(3);
const people = count({ one: '{count} deltagare', other: '{count} deltagare' });
const x2 = defineTexts('a', { a: 'hej',  people }, { a: 'x', people: {one: 'x', other: 'y'}});
export const y2: string = x2.get().people(3);
