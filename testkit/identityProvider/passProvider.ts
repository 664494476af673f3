// Signs a user in at the test's identity provider.
import { expect } from 'vitest';
import type { Browser } from '../browser/userAgent.ts';

const isCallback = (url: URL) => url.pathname.endsWith('/oidc/callback');

/**
 * Goes up to the redirect back to us, without requesting it.
 * @param start our sign-in address, or the provider's if the browser is already there.
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
