// One operation of the HTTP API, and how a group of them is written down.
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may ask; an administrator is also staff. */
export type Askers = 'anybody' | 'staffOrToken' | 'session' | 'administrator';

interface Described {
  summary: string;
  /** Where it is another than the group's. */
  askers?: Askers;
  /** Of `staffOrToken`, what a token must have, where it is not `read` for GET and `manage` for all else. */
  scope?: TokenScope;
  /** What may stand in the address behind the `?`. */
  query?: Record<string, z.ZodType>;
  /** Which headers may be sent along, and what they say. */
  headers?: Record<string, string>;
  body?: z.ZodType;
  /** The status of success, and its body; without one there is none that a schema describes. */
  success: { status: 200 | 201 | 204 | 303; body?: z.ZodType; says?: string };
  /** The names in `title` of its refusals, beside those that follow from body and askers. */
  problems?: Record<string, 400 | 401 | 403 | 404 | 409 | 429>;
}

export interface Operation extends Described {
  method: Method;
  /** As the routes spell it: `/api/spaces/:id`. */
  path: string;
  /** The heading that it stands under. */
  tag: string;
  askers: Askers;
}

/** @param described by method and path, as the routes spell them: `GET /api/spaces/:id`. */
export function group(
  tag: string,
  askers: Askers,
  described: Record<`${Method} /api/${string}`, Described>,
): Operation[] {
  return Object.entries(described).map(([key, one]) => {
    const [method = '', path = ''] = key.split(' ');
    return { askers, ...one, method: method as Method, path, tag };
  });
}

/** What a token must have; undefined where none is let in. */
export const scopeOf = ({ askers, method, scope }: Operation): TokenScope | undefined =>
  askers === 'staffOrToken' ? (scope ?? (method === 'GET' ? 'read' : 'manage')) : undefined;

/** All names by which an operation refuses, with their status. */
export function problemsOf({ askers, body, method, problems }: Operation): Record<string, number> {
  return {
    ...(body === undefined ? {} : { invalid: 400, tooLarge: 413 }),
    ...(askers === 'anybody' ? {} : { notSignedIn: 401 }),
    ...(askers === 'staffOrToken' ? { tooFast: 429, scopeMissing: 403 } : {}),
    ...(askers === 'administrator' ? { notAdministrator: 403 } : {}),
    ...(method === 'GET' ? {} : { foreignOrigin: 403 }),
    ...problems,
  };
}
