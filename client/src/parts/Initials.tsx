// The round mark of somebody without a picture; the name always stands beside it.
import { initialsOf, toneOf } from './initials.ts';

interface InitialsProps {
  name: string;
  id: string;
  isSmall?: boolean;
}

export function Initials({ name, id, isSmall = false }: InitialsProps) {
  return (
    <span class={`initials ${toneOf(id)} ${isSmall ? 'is-small' : ''}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
