// Calls the server's HTTP API and distinguishes a refusal from no connection at all.
import type { Problem } from '@distansmote/shared/httpApi.ts';

const TIMEOUT_MS = 15_000;

type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ApiRefusal {
  type: 'refused';
  status: number;
  /** The problem's title (RFC 9457), such as `usernameTaken`; empty when something other than our server refused. */
  code: string;
}

export type ApiFailure = ApiRefusal | { type: 'unreachable' };

export type ApiAnswer<Body> = { type: 'ok'; body: Body } | ApiFailure;

export async function callApi<Body>(
  method: ApiMethod,
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
    if (!response.ok) return await failureOf(response);
    const text = await response.text();
    return { type: 'ok', body: (text ? JSON.parse(text) : undefined) as Body };
  } catch {
    return { type: 'unreachable' };
  }
}

/** @param response of which nothing has been read. */
export async function failureOf(response: Response): Promise<ApiFailure> {
  const { status } = response;
  // A proxy answers 502 when the server is down: to the user, that is no connection.
  if (status >= 500) return { type: 'unreachable' };
  return { type: 'refused', status, code: titleOf(await response.text()) };
}

function titleOf(text: string): string {
  try {
    const { title } = JSON.parse(text) as Partial<Problem>;
    return title ?? '';
  } catch {
    return '';
  }
}
