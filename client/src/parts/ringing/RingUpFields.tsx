// The fields of somebody to ring: number or address, name, role, and what is keyed after the answer.
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { RoleField } from '../people/RoleField.tsx';

export interface Typed {
  to: string;
  name: string;
  /** Undefined: none. */
  role: Role | undefined;
  digits: string;
}

/** In words, by the field. */
export type Errors = Partial<Record<'to' | 'name' | 'digits', string | undefined>>;

interface RingUpFieldsProps {
  typed: Typed;
  mayRingRooms: boolean;
  errors: Errors;
  onType: (typed: Typed) => void;
}

export function RingUpFields({ typed, mayRingRooms, errors, onType }: RingUpFieldsProps) {
  const t = useTexts(ringingTexts);
  return (
    <>
      <Field
        label={mayRingRooms ? t.numberOrAddress : t.number}
        hint={mayRingRooms ? t.numberOrAddressHint : t.numberHint}
        error={errors.to}
        autocomplete="off"
        inputMode={mayRingRooms ? 'text' : 'tel'}
        maxLength={200}
        spellcheck={false}
        value={typed.to}
        onInput={({ currentTarget }) => onType({ ...typed, to: currentTarget.value })}
      />
      <Field
        label={t.name}
        hint={t.nameHint}
        error={errors.name}
        autocomplete="off"
        maxLength={NAME_MAX_LENGTH}
        value={typed.name}
        onInput={({ currentTarget }) => onType({ ...typed, name: currentTarget.value })}
      />
      <RoleField role={typed.role} onChoose={(role) => onType({ ...typed, role })} />
      <Field
        label={t.digits}
        mark={t.optional}
        hint={t.digitsHint}
        error={errors.digits}
        autocomplete="off"
        maxLength={60}
        spellcheck={false}
        value={typed.digits}
        onInput={({ currentTarget }) => onType({ ...typed, digits: currentTarget.value })}
      />
    </>
  );
}
