// The word mark: the organisation's logo, or two shapes that lean towards each other and overlap a little.
import { organization } from '../platform/organization.ts';

export function Brand() {
  const { logo, name } = organization;
  return (
    <a class="brand" href="/">
      {logo ? <img class="brand-logo" src={logo} alt={name ?? ''} /> : <Mark />}
      <span class="brand-words">
        Distansmöte
        {name && !logo && <span class="brand-of"> {name}</span>}
      </span>
    </a>
  );
}

function Mark() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="brand-mark-left" d="M10.5 3a8.5 8.5 0 0 0 0 17H19v-8.5A8.5 8.5 0 0 0 10.5 3Z" />
      <path
        class="brand-mark-right"
        d="M21.5 29a8.5 8.5 0 0 0 0-17H13v8.5a8.5 8.5 0 0 0 8.5 8.5Z"
      />
      <path class="brand-mark-both" d="M13 12h6v8h-6z" />
    </svg>
  );
}
