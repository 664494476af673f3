// The people who are saved with a space, to be rung up from its meeting: added and removed; and whether people may be rung at
// numbers of their own.
import type { SpaceChange, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { isShowableName, tidyName } from '@distansmote/shared/names.ts';
import type { NewPersonToRing, PersonToRing } from '@distansmote/shared/ringingApi.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Dialog } from '../Dialog.tsx';
import { Phone } from 'lucide';
import { Icon } from '../Icon.tsx';
import { type Errors, type Typed, RingUpFields } from '../ringing/RingUpFields.tsx';
import { ringOnEntry } from '../ringing/ringOnEntry.ts';
import { StaffProblemNotice } from '../staff/StaffProblemNotice.tsx';
import { useStaffApi } from '../staff/useStaffApi.ts';
import { SubmitButton } from '../SubmitButton.tsx';
import { useRoleWords } from '../useRoleWords.ts';

const NOTHING: Typed = { to: '', name: '', role: undefined, digits: '' };
/** What the server refuses by name, and the field that it is about. */
const FIELD_OF_REFUSAL = {
  numberUnclear: 'to',
  numberShort: 'to',
  numberEmergency: 'to',
  numberNotAllowed: 'to',
  addressUnclear: 'to',
  addressNotAllowed: 'to',
  digitsUnclear: 'digits',
  tooMany: 'to',
} as const;
type Refusal = keyof typeof FIELD_OF_REFUSAL;
const isKnown = (code: string): code is Refusal => Object.hasOwn(FIELD_OF_REFUSAL, code);

interface PeopleToRingProps {
  space: SpaceDescription;
  onClose: () => void;
}

export function PeopleToRing({ space, onClose }: PeopleToRingProps) {
  const t = useTexts(ringingTexts);
  const { failure, request } = useStaffApi();
  const [people, setPeople] = useState<readonly PersonToRing[]>([]);
  const [typed, setTyped] = useState(NOTHING);
  const [errors, setErrors] = useState<Errors>({});
  const [isAdding, setIsAdding] = useState(false);
  const [said, setSaid] = useState('');
  const [isAllowed, setIsAllowed] = useState(space.allowsRingMe);
  const form = useRef<HTMLFormElement>(null);
  const path = `/api/spaces/${space.id}/people-to-ring`;

  useEffect(() => {
    void request<PersonToRing[]>('GET', path).then((answer) => {
      if (answer.type === 'ok') setPeople(answer.body);
    });
  }, [path]);
  const focusFirst = () => form.current?.querySelector('input')?.focus();

  const add = async (event: Event) => {
    event.preventDefault();
    if (isAdding) return;
    const name = tidyName(typed.name);
    const missing: Errors = {
      ...(typed.to.trim() === '' && { to: t.numberUnclear }),
      ...(!isShowableName(name) && { name: t.nameMissing }),
    };
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setIsAdding(true);
    const person: NewPersonToRing = {
      name,
      address: typed.to.trim(),
      digits: typed.digits.trim(),
      role: typed.role ?? null,
    };
    const answer = await request<PersonToRing>('POST', path, person, ({ code }) => {
      if (!isKnown(code)) return false;
      setErrors({ [FIELD_OF_REFUSAL[code]]: t[code] });
      return true;
    });
    setIsAdding(false);
    if (answer.type !== 'ok') return;
    const { body: added } = answer;
    setPeople((all) => [
      ...all.filter((one) => one.name !== added.name || one.address !== added.address),
      added,
    ]);
    setSaid(t.added({ name }));
    setTyped(NOTHING);
    focusFirst();
  };

  const remove = async ({ id, name }: PersonToRing) => {
    const answer = await request<undefined>('DELETE', `${path}/${id}`);
    if (answer.type !== 'ok') return;
    setPeople((all) => all.filter((one) => one.id !== id));
    setSaid(t.removed({ name }));
    focusFirst();
  };

  /** In the meeting, where it is seen what comes of it. */
  const ring = ({ id }: PersonToRing) => {
    ringOnEntry(space.callId, id);
    window.open(space.guestLink, '_blank', 'noopener');
  };

  const allow = async (allowsRingMe: boolean) => {
    setIsAllowed(allowsRingMe);
    const change: SpaceChange = { allowsRingMe };
    const answer = await request<SpaceDescription>('PATCH', `/api/spaces/${space.id}`, change);
    if (answer.type !== 'ok') setIsAllowed(!allowsRingMe);
  };

  return (
    <Dialog title={t.peopleTitle({ name: space.name })} onClose={onClose}>
      <div class="stack">
        <p class="soft">{t.peopleWhat}</p>
        {people.length > 0 && (
          <ul class="colleagues">
            {people.map((one) => (
              <SavedPerson
                key={one.id}
                person={one}
                onRing={() => ring(one)}
                onRemove={() => void remove(one)}
              />
            ))}
          </ul>
        )}
        <form class="stack" noValidate ref={form} onSubmit={(event) => void add(event)}>
          <RingUpFields
            typed={typed}
            mayRingRooms={space.admitsRooms}
            errors={errors}
            onType={setTyped}
          />
          <div class="buttons">
            <SubmitButton words={t.add} workingWords={t.adding} isWorking={isAdding} />
          </div>
        </form>
        <output>{said}</output>
        <div>
          <label class="check-row">
            <input
              type="checkbox"
              checked={isAllowed}
              aria-describedby="let-ring-me-hint"
              onChange={({ currentTarget }) => void allow(currentTarget.checked)}
            />
            {t.letRingMe}
          </label>
          <p class="field-hint" id="let-ring-me-hint">
            {t.letRingMeHint}
          </p>
        </div>
        <StaffProblemNotice failure={failure} />
      </div>
    </Dialog>
  );
}

interface SavedPersonProps {
  person: PersonToRing;
  onRing: () => void;
  onRemove: () => void;
}

function SavedPerson({ person, onRing, onRemove }: SavedPersonProps) {
  const t = useTexts(ringingTexts);
  const { name, address, digits, role } = person;
  const roleWords = useRoleWords(role ?? undefined);
  return (
    <li>
      <span>
        <bdi>{name}</bdi>
        {roleWords !== '' && `, ${roleWords}`}
        <br />
        <bdi dir="ltr" class="soft">
          {digits === '' ? address : `${address}, ${digits}`}
        </bdi>
      </span>
      <span class="buttons">
        <button
          type="button"
          class="button is-plain"
          aria-label={t.ringSaved({ name })}
          onClick={onRing}
        >
          <Icon node={Phone} />
          {t.ringUp}
        </button>
        <button
          type="button"
          class="button is-plain"
          aria-label={t.removeWhom({ name })}
          onClick={onRemove}
        >
          {t.remove}
        </button>
      </span>
    </li>
  );
}
