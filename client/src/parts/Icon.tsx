// Renders a lucide icon; always beside text, so it is hidden from assistive technology.
import type { IconNode } from 'lucide';
import { createElement } from 'preact';

export function Icon({ node, class: more = '' }: { node: IconNode; class?: string }) {
  return (
    <svg
      class={`icon ${more}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {node.map(([shape, attributes]) => createElement(shape, attributes))}
    </svg>
  );
}
