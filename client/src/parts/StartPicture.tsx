// The start page's picture: four who meet, one of them by telephone. Pure decoration.
export function StartPicture() {
  return (
    <svg class="start-picture" viewBox="0 0 420 420" aria-hidden="true" focusable="false">
      <clipPath id="tile-1">
        <path d="M100 0a100 100 0 1 0 0 200h100V100A100 100 0 0 0 100 0Z" />
      </clipPath>
      <clipPath id="tile-2">
        <path d="M320 0a100 100 0 0 1 0 200H220V100A100 100 0 0 1 320 0Z" />
      </clipPath>
      <clipPath id="tile-3">
        <path d="M100 420a100 100 0 1 1 0-200h100v100a100 100 0 0 1-100 100Z" />
      </clipPath>
      <g clip-path="url(#tile-1)">
        <path class="picture-mist" d="M0 0h200v200H0z" />
        <circle class="picture-clay" cx="104" cy="82" r="36" />
        <path class="picture-pine" d="M34 212a70 78 0 0 1 140 0Z" />
      </g>
      <g clip-path="url(#tile-2)">
        <path class="picture-pine" d="M220 0h200v200H220z" />
        <circle class="picture-sand" cx="316" cy="86" r="36" />
        <path class="picture-sun" d="M246 216a70 78 0 0 1 140 0Z" />
      </g>
      <g clip-path="url(#tile-3)">
        <path class="picture-sand" d="M0 220h200v200H0z" />
        <circle class="picture-moss" cx="62" cy="318" r="30" />
        <path class="picture-night" d="M6 428a56 66 0 0 1 112 0Z" />
        <circle class="picture-clay" cx="134" cy="300" r="30" />
        <path class="picture-pine" d="M78 414a56 66 0 0 1 112 0v14H78Z" />
      </g>
      <path class="picture-sun" d="M320 420a100 100 0 0 0 0-200H220v100a100 100 0 0 0 100 100Z" />
      <path
        class="picture-line"
        transform="translate(268 270) scale(4.3)"
        d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"
      />
    </svg>
  );
}
