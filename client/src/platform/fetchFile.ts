// Fetches a file by POST: what it is to contain may be a name, which a link would put into the URL.
import { type ApiAnswer, failureOf } from './callApi.ts';

/** A year of the audit log over a slow line. */
const TIMEOUT_MS = 5 * 60_000;

/** @returns the file with the name that the server gives it. */
export async function fetchFile(path: string, body: object): Promise<ApiAnswer<File>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) return await failureOf(response);
    const disposition = response.headers.get('content-disposition') ?? '';
    const [, name = ''] = /filename="([^"]+)"/.exec(disposition) ?? [];
    return { type: 'ok', body: new File([await response.blob()], name) };
  } catch {
    return { type: 'unreachable' };
  }
}
