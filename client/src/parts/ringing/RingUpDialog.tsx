// Asks whom to ring up, by which name and role they come in, and what to key once they answer; or rings one who is saved.
import { isShowableName, NAME_MAX_LENGTH, tidyName } from '@distansmote/shared/names.ts';
import type { PersonToRing } from '@distansmote/shared/ringingApi.ts';
import { MAX_PEOPLE_TO_RING } from '@distansmote/shared/ringingLimits.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { Phone } from 'lucide';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useStaffLanguage } from '../../language/useStaffLanguage.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Dialog } from '../Dialog.tsx';
import { Icon } from '../Icon.tsx';
import { FaultNotice } from '../FaultNotice.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { RingUpFields, type Typed } from './RingUpFields.tsx';
import { type RingProblem, ringProblemOf } from './ringProblem.ts';

interface RingUpDialogProps {
  session: MeetingSession;
  mayRingRooms: boolean;
  /** Who is saved with the space, and is rung at once. */
  personId?: string;
  onClose: () => void;
}

const NOTHING: Typed = { to: '', name: '', role: undefined, digits: '' };

export function RingUpDialog({ session, mayRingRooms, personId, onClose }: RingUpDialogProps) {
  const t = useTexts(ringingTexts);
  useStaffLanguage();
  const { moderate } = session;
  const [typed, setTyped] = useState(NOTHING);
  const [isSaved, setIsSaved] = useState(false);
  const [people, setPeople] = useState<readonly PersonToRing[]>([]);
  const [problem, setProblem] = useState<RingProblem>();
  const [isNameMissing, setIsNameMissing] = useState(false);
  const [isRinging, setIsRinging] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const savedId = useId();

  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);

  const ring = (body: RequestBody<'ringUp'>) => {
    if (isRinging) return;
    setIsRinging(true);
    setProblem(undefined);
    moderate('ringUp', body).then(
      () => form.current?.closest('dialog')?.close(),
      (error: unknown) => {
        setIsRinging(false);
        setProblem(ringProblemOf(error));
      },
    );
  };
  useEffect(() => {
    moderate('readPeopleToRing', {}).then(
      (reply) => {
        const { people: saved } = reply as { people: PersonToRing[] };
        setPeople(saved);
        const chosen = saved.find(({ id }) => id === personId);
        if (chosen !== undefined) ring(bodyOf(typedOf(chosen), false));
      },
      // Whoever is to be rung can be typed.
      () => undefined,
    );
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    const name = tidyName(typed.name);
    const isMissing = !isShowableName(name);
    setIsNameMissing(isMissing);
    if (typed.to.trim() === '') setProblem({ field: 'to', text: 'numberUnclear' });
    else if (!isMissing) ring(bodyOf({ ...typed, name }, isSaved));
  };
  const errorOf = (field: RingProblem['field']) =>
    problem?.field === field ? t[problem.text] : undefined;

  return (
    <Dialog title={t.ringUpTitle} onClose={onClose}>
      <div class="stack">
        <p class="soft">{t.what}</p>
        {people.length > 0 && (
          <section class="ring-saved" aria-labelledby={savedId}>
            <h3 id={savedId}>{t.saved}</h3>
            <ul>
              {people.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    class="button is-plain"
                    aria-label={t.ringSaved({ name: person.name })}
                    aria-disabled={isRinging}
                    onClick={() => ring(bodyOf(typedOf(person), false))}
                  >
                    <Icon node={Phone} />
                    <bdi>{person.name}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {problem?.field === 'all' && <FaultNotice>{t[problem.text]}</FaultNotice>}
        <form class="stack" noValidate ref={form} onSubmit={submit}>
          <RingUpFields
            typed={typed}
            mayRingRooms={mayRingRooms}
            errors={{
              to: errorOf('to'),
              name: isNameMissing ? t.nameMissing : undefined,
              digits: errorOf('digits'),
            }}
            onType={setTyped}
          />
          {people.length < MAX_PEOPLE_TO_RING && (
            <label class="check-row">
              <input
                type="checkbox"
                checked={isSaved}
                onChange={({ currentTarget }) => setIsSaved(currentTarget.checked)}
              />
              {t.save}
            </label>
          )}
          <div class="buttons">
            <button
              type="button"
              class="button is-plain"
              onClick={() => form.current?.closest('dialog')?.close()}
            >
              {t.cancel}
            </button>
            <SubmitButton words={t.ringUp} workingWords={t.calling} isWorking={isRinging} />
          </div>
        </form>
      </div>
    </Dialog>
  );
}

const typedOf = ({ name, address, digits, role }: PersonToRing): Typed => ({
  to: address,
  name,
  role: role ?? undefined,
  digits,
});

function bodyOf({ to, name, role, digits }: Typed, isToBeSaved: boolean): RequestBody<'ringUp'> {
  return {
    to,
    name: name.slice(0, NAME_MAX_LENGTH),
    ...(role !== undefined && { role: role satisfies Role }),
    ...(digits.trim() !== '' && { digits }),
    ...(isToBeSaved && { isToBeSaved }),
  };
}
