// Starts captions as configured; undefined when they aren't.
import type { Config } from '../config/config.ts';
import type { Log } from '../platform/log.ts';
import type { Captioning } from './captioning.ts';

export async function startCaptioning(config: Config, log: Log): Promise<Captioning | undefined> {
  const { CAPTIONS_URL: url } = config;
  if (url === undefined) return undefined;
  // Loaded only when needed, to save memory.
  const { Captioning } = await import('./captioning.ts');
  const { CAPTIONS_KEY: key, CAPTIONS_MODEL: model, CAPTIONS_LANGUAGE: language } = config;
  const recognizer = { url, key, model, language };
  return Captioning.start({ recognizer, maxUtterances: config.CAPTIONS_MAX_VOICES }, log);
}
