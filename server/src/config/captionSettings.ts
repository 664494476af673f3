// The settings of captions (CAPTIONS_*): the county's own server that makes text of speech.
import { isIP } from 'node:net';
import { z } from 'zod';
import { wholeNumber } from './envSchemas.ts';

const MAX_LENGTH = 500;

/** `ws`: Vosk's protocol. `http`: an OpenAI-compatible one, whose paths begin with `/v1`. */
function isEngine(text: string): boolean {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash, pathname } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  if (protocol === 'ws:' || protocol === 'wss:') return true;
  return (protocol === 'http:' || protocol === 'https:') && pathname.endsWith('/v1');
}

export const captionSettings = {
  CAPTIONS_URL: {
    schema: z
      .string()
      .transform((text) => text.replace(/\/+$/, ''))
      .refine(isEngine)
      .optional(),
    mustBe:
      'the address of your own server for captions: ws://… or wss://… (Vosk), or http://…/v1 or https://…/v1 (OpenAI-compatible), without a user, query or #',
  },
  CAPTIONS_KEY: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{1,1000}$/)
      .optional(),
    mustBe: 'letters, digits and signs without spaces',
    isSecret: true,
  },
  CAPTIONS_MODEL: {
    schema: z
      .string()
      .regex(/^[\w./:+-]{1,200}$/)
      .default('whisper-1'),
    mustBe: 'the name of a model, such as KBLab/kb-whisper-small',
  },
  CAPTIONS_LANGUAGE: {
    schema: z
      .string()
      .regex(/^[a-z]{2}$/)
      .default('sv'),
    mustBe: 'a language by two letters, such as sv',
  },
  CAPTIONS_MAX_VOICES: {
    schema: wholeNumber(1, 1000).default(16),
    mustBe: 'a number of voices at a time, 1 to 1000, that your server for captions manages',
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

/**
 * What is missing, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findCaptionProblem(isSet: (name: string) => boolean): string | undefined {
  if (isSet('CAPTIONS_URL')) return undefined;
  const set = Object.keys(captionSettings).find(isSet);
  return set && `${set} is set, but CAPTIONS_URL is missing: without it there are no captions.`;
}

/** What the operator should know, though the server starts. */
export function captionWarnings({ CAPTIONS_URL: url }: { CAPTIONS_URL?: string | undefined }) {
  if (url === undefined) return [];
  const { protocol, hostname } = new URL(url);
  const isPlain = protocol === 'ws:' || protocol === 'http:';
  if (!isPlain || isThisMachine(hostname)) return [];
  return [
    `CAPTIONS_URL begins with ${protocol}// and is on another machine: what is said in meetings goes there unencrypted. Use ${protocol === 'ws:' ? 'wss' : 'https'}://, or a network of your own that nobody else can read.`,
  ];
}

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname === '[::1]' ||
  (isIP(hostname) === 4 && hostname.startsWith('127.'));
