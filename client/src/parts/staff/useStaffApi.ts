// How every staff page calls the HTTP API: signed-out people go to the sign-in page, and the latest failure is kept.
import { useLocation } from 'preact-iso';
import { type StateUpdater, useEffect, useRef, useState } from 'preact/hooks';
import {
  type ApiAnswer,
  type ApiFailure,
  type ApiRefusal,
  callApi,
} from '../../platform/callApi.ts';
import { useStaffLanguage } from '../../language/useStaffLanguage.ts';
import { fetchFile } from '../../platform/fetchFile.ts';
import { saveFile } from '../../platform/saveFile.ts';

interface StaffApi {
  /** Of the latest request, for `StaffProblemNotice`. */
  failure: ApiFailure | undefined;
  /** @param handles refusals that the caller deals with itself: they neither become `failure` nor lead to the sign-in. */
  request: <Body>(
    method: Parameters<typeof callApi>[0],
    path: string,
    body?: object,
    handles?: (refusal: ApiRefusal) => boolean,
  ) => Promise<ApiAnswer<Body>>;
  /** Saves the file that the server makes of `search`. */
  download: (path: string, search: object) => Promise<void>;
}

export function useStaffApi(): StaffApi {
  useStaffLanguage();
  const { route } = useLocation();
  const [failure, setFailure] = useState<ApiFailure>();

  const fail = (answer: ApiFailure) => {
    if (answer.type === 'refused' && answer.status === 401) route('/sign-in', true);
    else setFailure(answer);
  };

  return {
    failure,
    request: async <Body>(
      method: Parameters<typeof callApi>[0],
      path: string,
      body?: object,
      handles?: (refusal: ApiRefusal) => boolean,
    ): Promise<ApiAnswer<Body>> => {
      setFailure(undefined);
      const answer = await callApi<Body>(method, path, body);
      if (answer.type === 'ok') return answer;
      const isHandled = answer.type === 'refused' && handles?.(answer) === true;
      if (!isHandled) fail(answer);
      return answer;
    },
    download: async (path, search) => {
      setFailure(undefined);
      const answer = await fetchFile(path, search);
      if (answer.type === 'ok') saveFile(answer.body);
      else fail(answer);
    },
  };
}

/** Something that a staff page shows, fetched when the page opens and when what is asked for changes. */
export interface StaffResource<Body> {
  /** Undefined until it has been fetched; while something else is being fetched, what the former gave. */
  body: Body | undefined;
  failure: ApiFailure | undefined;
  reload: () => Promise<void>;
  /** For what the page itself has changed on the server. */
  setBody: (next: StateUpdater<Body | undefined>) => void;
}

/** @param search sent by POST: names that somebody types do not belong in a URL, which proxies log. */
export function useStaffResource<Body>(path: string, search?: object): StaffResource<Body> {
  const { request, failure } = useStaffApi();
  const [body, setBody] = useState<Body>();
  const asked = JSON.stringify([path, search]);
  const latestAsked = useRef(asked);
  latestAsked.current = asked;

  const reload = async () => {
    const answer = await request<Body>(search ? 'POST' : 'GET', path, search);
    if (answer.type === 'ok' && latestAsked.current === asked) setBody(() => answer.body);
  };
  useEffect(() => void reload(), [asked]);

  return { body, failure, reload, setBody };
}
