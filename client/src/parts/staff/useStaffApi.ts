// Asks the HTTP API for a staff page: sends to the sign-in who is not signed in, and keeps what went wrong.
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { callApi } from '../../platform/callApi.ts';

/** A refusal by its name, or what may befall any request. */
export type StaffProblem = 'unreachable' | 'tooMany' | { refused: string };

interface Granted<Body> {
  body: Body;
}

interface StaffApi {
  problem: StaffProblem | undefined;
  /** The body of the answer when it was granted; else the problem is told by `problem`. */
  ask: <Body>(
    method: Parameters<typeof callApi>[0],
    path: string,
    body?: object,
  ) => Promise<Granted<Body> | undefined>;
}

export function useStaffApi(): StaffApi {
  const { route } = useLocation();
  const [problem, setProblem] = useState<StaffProblem>();
  return {
    problem,
    ask: async <Body>(
      method: Parameters<typeof callApi>[0],
      path: string,
      body?: object,
    ): Promise<Granted<Body> | undefined> => {
      setProblem(undefined);
      const answer = await callApi<Body>(method, path, body);
      if (answer.is === 'granted') return { body: answer.body };
      if (answer.is === 'unreachable') setProblem('unreachable');
      else if (answer.status === 401) route('/sign-in', true);
      else setProblem(answer.status === 429 ? 'tooMany' : { refused: answer.title });
      return undefined;
    },
  };
}
