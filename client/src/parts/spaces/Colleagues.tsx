// A space's other conveners: found by name, added and removed.
import type { Colleague, ColleagueSearch, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { StaffProblemNotice } from '../staff/StaffProblemNotice.tsx';
import { useStaffApi } from '../staff/useStaffApi.ts';

/** Fewer letters would match half the organization. */
const SEARCHED_FROM = 2;

/** The name with the username, since two may have the same name; or the username alone. */
const inFull = ({ username, displayName }: Colleague) =>
  displayName === '' ? username : `${displayName}, ${username}`;

export function Colleagues({ space }: { space: SpaceDescription }) {
  const t = useTexts(spaceTexts);
  const { failure, request } = useStaffApi();
  const [conveners, setConveners] = useState<readonly Colleague[]>();
  const [found, setFound] = useState<readonly Colleague[]>([]);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<
    'colleagueMissing' | 'colleagueUnknown' | 'colleagueUnclear'
  >();
  const [isAdding, setIsAdding] = useState(false);
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const path = `/api/spaces/${space.id}/conveners`;

  useEffect(() => {
    void request<Colleague[]>('GET', path).then((answer) => {
      if (answer.type === 'ok') setConveners(answer.body);
    });
  }, [path]);

  const search = async (letters: string): Promise<readonly Colleague[] | undefined> => {
    if (letters.length < SEARCHED_FROM) return [];
    const answer = await request<Colleague[]>('POST', '/api/colleagues/search', {
      text: letters,
    } satisfies ColleagueSearch);
    return answer.type === 'ok' ? answer.body : undefined;
  };

  const type = async (text: string) => {
    setTyped(text);
    const answer = await search(text.trim());
    // A late answer for an earlier input is dropped.
    if (answer && input.current?.value === text) setFound(answer);
  };

  const refuse = (reason: NonNullable<typeof error>) => {
    setError(reason);
    input.current?.focus();
  };

  const add = async (event: Event) => {
    event.preventDefault();
    if (isAdding) return;
    setError(undefined);
    const text = typed.trim();
    if (text === '') return refuse('colleagueMissing');
    setIsAdding(true);
    const chosen = found.filter((one) => [inFull(one), one.username].includes(text));
    const wanted = chosen.length > 0 ? chosen : await search(text);
    const [colleague] = wanted ?? [];
    const answer =
      wanted?.length === 1 && colleague
        ? await request<Colleague[]>('POST', path, { username: colleague.username })
        : undefined;
    setIsAdding(false);
    if (wanted && wanted.length !== 1) {
      return refuse(colleague ? 'colleagueUnclear' : 'colleagueUnknown');
    }
    if (answer?.type !== 'ok' || !colleague) return;
    setConveners(answer.body);
    setSaid(t.colleagueAdded({ name: inFull(colleague) }));
    setTyped('');
    setFound([]);
  };

  const remove = async (colleague: Colleague) => {
    const answer = await request<undefined>('DELETE', `${path}/${colleague.id}`);
    if (answer.type !== 'ok') return;
    setConveners((list = []) => list.filter(({ id }) => id !== colleague.id));
    setSaid(t.colleagueRemoved({ name: inFull(colleague) }));
    input.current?.focus();
  };

  return (
    <div class="stack-tight">
      <p class="soft">{t.colleaguesWhat}</p>
      {conveners && conveners.length > 0 && (
        <ul class="colleagues">
          {conveners.map((one) => (
            <li key={one.id}>
              <span>{inFull(one)}</span>
              <button
                type="button"
                class="button is-plain"
                aria-label={t.removeColleague({ name: inFull(one) })}
                onClick={() => void remove(one)}
              >
                {t.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form class="colleagues-add" noValidate onSubmit={(event) => void add(event)}>
        <Field
          label={t.colleague}
          error={error && t[error]}
          inputRef={input}
          value={typed}
          suggestions={found.map(inFull)}
          onInput={(event) => void type(event.currentTarget.value)}
          autocomplete="off"
          maxLength={100}
        />
        <SubmitButton words={t.add} workingWords={t.adding} isWorking={isAdding} />
      </form>
      <output>{said}</output>
      <StaffProblemNotice failure={failure} />
    </div>
  );
}
