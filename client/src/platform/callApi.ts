// Asks the server's HTTP API something, and tells apart a refusal from no contact at all.
import type { Problem } from '@distansmote/shared/httpApi.ts';

const TIMEOUT_MS = 15_000;

export type ApiAnswer<Body> =
  | { is: 'granted'; body: Body }
  /** By its name, such as `usernameTaken`; empty where something else than our server refuses. */
  | { is: 'refused'; status: number; title: string }
  | { is: 'unreachable' };

export async function callApi<Body>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<ApiAnswer<Body>> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    // A proxy that answers for a server that is down says 502: to the reader that is no contact.
    if (response.status >= 500) return { is: 'unreachable' };
    const text = await response.text();
    if (!response.ok) return { is: 'refused', status: response.status, title: titleOf(text) };
    return { is: 'granted', body: (text ? JSON.parse(text) : undefined) as Body };
  } catch {
    return { is: 'unreachable' };
  }
}

function titleOf(text: string): string {
  try {
    const { title } = JSON.parse(text) as Partial<Problem>;
    return title ?? '';
  } catch {
    return '';
  }
}
