// The word mark: two shapes that lean towards each other and overlap a little.
export function Brand() {
  return (
    <a class="brand" href="/">
      <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path
          class="brand-mark-left"
          d="M10.500 3a8.500 8.500 0 0 0 0 17H19v-8.500A8.500 8.500 0 0 0 10.500 3Z"
        />
        <path
          class="brand-mark-right"
          d="M21.500 29a8.500 8.500 0 0 0 0-17H13v8.500a8.500 8.500 0 0 0 8.500 8.500Z"
        />
        <path class="brand-mark-both" d="M13 12h6v8h-6z" />
      </svg>
      Distansmöte
    </a>
  );
}
