// Invalid values: honest JSON in which a type, key, number, string or shape is replaced.
import type { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  1e-300,
  1e300,
  127,
  255,
  256,
  65_535,
  2 ** 31,
  2 ** 32,
  2 ** 53,
] as const;
const KEYS = [
  'constructor',
  'prototype',
  'toString',
  'toJSON',
  'then',
  'length',
  '_placeholder',
  '',
] as const;
const STRINGS = [
  '',
  ' ',
  '0',
  '\u0000',
  '\uD800',
  '\u202E',
  '\r\na=x',
  '__proto__',
  'constructor',
  '${7*7}',
  "' or 1=1 --",
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  '%00',
] as const;
const MAX_DEPTH = 300;
/** Filler for lists, larger than any frame may be. */
const MAX_CHARACTERS = 150_000;
const MAX_WIDTH = 2_000;

/** @returns a copy of it with one to three mutations. */
export function mutated(draw: Draw, value: unknown): unknown {
  let copy = structuredClone(value) as Json;
  for (let times = 1 + draw.below(3); times > 0; times -= 1) copy = mutateSome(draw, copy);
  return copy;
}

/** Descends at random, and mutates the value it arrives at. */
function mutateSome(draw: Draw, value: Json): Json {
  if (value === null || typeof value !== 'object' || draw.below(4) === 0) {
    return draw.below(3) === 0 ? odd(draw) : changed(draw, value);
  }
  const keys = Object.keys(value);
  const key = keys[draw.below(keys.length)];
  if (key === undefined) return changed(draw, value);
  const inside = value as Record<string, Json>;
  inside[key] = mutateSome(draw, inside[key] ?? null);
  return value;
}

/** Similar, but not quite the same. */
function changed(draw: Draw, value: Json): Json {
  if (typeof value === 'number') {
    return draw.of([value + 1, value - 1, -value, value + 0.5, String(value), value * 2 ** 32]);
  }
  if (typeof value === 'string') return changedText(draw, value);
  if (typeof value === 'boolean') return draw.of<Json>([!value, Number(value), String(value)]);
  if (Array.isArray(value)) return changedList(draw, value);
  return value === null ? odd(draw) : changedObject(draw, value);
}

export function changedText(draw: Draw, text: string): string {
  const at = draw.below(text.length + 1);
  const until = Math.min(text.length, at + 1 + draw.below(20));
  switch (draw.below(6)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(draw.below(0x1_0000)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(until);
    case 2:
      return (
        text.slice(0, at) + text.slice(at, until).repeat(1 + draw.below(200)) + text.slice(until)
      );
    case 3:
      return text.slice(0, at);
    case 4:
      return text.slice(0, at) + draw.of(STRINGS) + text.slice(at);
    default:
      return text.replaceAll(/\d+/g, (digits) =>
        draw.below(3) === 0 ? String(draw.of(NUMBERS)) : digits,
      );
  }
}

function changedList(draw: Draw, list: Json[]): Json {
  const first = list[0] ?? null;
  switch (draw.below(4)) {
    case 0:
      return [];
    case 1:
      return [...list, ...list];
    case 2: {
      // Lists of large items stay short, or making and sending them would take all the time.
      const most = Math.ceil(MAX_CHARACTERS / (1 + JSON.stringify(first).length));
      return Array.from({ length: draw.below(Math.min(most, MAX_WIDTH)) }, () => first);
    }
    default:
      return draw.below(2) === 0 ? first : [...list, odd(draw)];
  }
}

function changedObject(draw: Draw, object: Record<string, Json>): Json {
  const keys = Object.keys(object);
  const key = keys[draw.below(keys.length)] ?? '';
  switch (draw.below(5)) {
    case 0: {
      const { [key]: _, ...rest } = object;
      return rest;
    }
    case 1:
      return { ...object, [draw.of(KEYS)]: odd(draw) };
    case 2:
      // An own key of that name, as JSON.parse creates it.
      return JSON.parse(`{"__proto__":${JSON.stringify(object)}}`) as Json;
    case 3:
      return {
        ...object,
        ...Object.fromEntries(
          Array.from({ length: draw.below(MAX_WIDTH) }, (_, at) => [`k${at}`, at]),
        ),
      };
    default:
      return [object];
  }
}

function odd(draw: Draw): Json {
  switch (draw.below(8)) {
    case 0:
      return null;
    case 1:
      return draw.below(2) === 0;
    case 2:
      return draw.of(NUMBERS);
    case 3:
      return draw.of(STRINGS);
    case 4:
      return draw.of(STRINGS).repeat(draw.below(1_000));
    case 5:
      return draw.below(2) === 0 ? [] : {};
    case 6:
      return deep(draw.below(MAX_DEPTH));
    default:
      return Array.from({ length: draw.below(20) }, () => draw.of(NUMBERS));
  }
}

function deep(levels: number): Json {
  let value: Json = 0;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Flips bits or bytes, truncates, extends, or replaces all with noise. */
export function mutatedBytes(draw: Draw, bytes: Buffer): Buffer {
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => draw.below(256)));
  const changing = Buffer.from(bytes);
  const kind = draw.below(6);
  if (kind === 0) return noise(draw.below(300));
  if (kind === 1) return changing.subarray(0, draw.below(changing.length + 1));
  if (kind === 2) return Buffer.concat([changing, noise(draw.below(600))]);
  for (let times = 1 + draw.below(6); times > 0; times -= 1) {
    const at = draw.below(kind === 3 ? changing.length : Math.min(24, changing.length));
    if (at >= changing.length) break;
    changing[at] = kind === 4 ? (changing[at] ?? 0) ^ (1 << draw.below(8)) : draw.below(256);
  }
  return changing;
}
