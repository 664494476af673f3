// Somebody who signs in at the identity provider of a test.
import { expect } from 'vitest';
import type { Browser } from '../browser/userAgent.ts';

const isCallback = (url: URL) => url.pathname.endsWith('/oidc/callback');

/**
 * Up to the address by which the provider sends the browser back to us, which is not asked yet.
 * @param start ours, or the provider's where the browser is on its way already.
 */
export async function passProvider(
  browser: Browser,
  start: string | URL,
  who: string,
): Promise<URL> {
  let { url } = await browser.follow(start, { stop: isCallback });
  for (const form of [{ prompt: 'login', login: who, password: 'x' }, { prompt: 'consent' }]) {
    if (isCallback(url)) break;
    expect(url.pathname).toMatch(/^\/interaction\//);
    ({ url } = await browser.follow(url, { form, stop: isCallback }));
  }
  expect(isCallback(url)).toBe(true);
  return url;
}
