// Asks the server's HTTP API something, and tells apart a refusal from no contact at all.
const TIMEOUT_MS = 15_000;

export type ApiAnswer<Body> =
  | { is: 'granted'; body: Body }
  | { is: 'refused'; status: number }
  | { is: 'unreachable' };

export async function callApi<Body>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<ApiAnswer<Body>> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    // A proxy that answers for a server that is down says 502: to the reader that is no contact.
    if (response.status >= 500) return { is: 'unreachable' };
    if (!response.ok) return { is: 'refused', status: response.status };
    const text = await response.text();
    return { is: 'granted', body: (text ? JSON.parse(text) : undefined) as Body };
  } catch {
    return { is: 'unreachable' };
  }
}
