// The round mark of somebody without a picture, always beside the name.
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import { Phone } from 'lucide';
import { Icon } from './Icon.tsx';
import { initialsOf, toneOf } from './initials.ts';

interface InitialsProps {
  name: string;
  id: string;
  /** A phone number has no initials. */
  kind?: ParticipantKind;
  isSmall?: boolean;
}

export function Initials({ name, id, kind, isSmall = false }: InitialsProps) {
  return (
    <span class={`initials ${toneOf(id)} ${isSmall ? 'is-small' : ''}`} aria-hidden="true">
      {kind === 'phone' ? <Icon node={Phone} /> : initialsOf(name)}
    </span>
  );
}
