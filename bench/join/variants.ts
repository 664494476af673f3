// The variants of joining that are compared.

export interface JoinVariant {
  name: string;
  describe: string;
  server: 'ours' | 'baseline' | 'beside';
  publishes: boolean;
  /** Joins through the lobby; the clock starts at the admission, not at the click. */
  isLobby?: boolean;
  /** Of the baseline's page. */
  query?: string;
  /** The baseline it is compared with. */
  baseline?: string;
}

export const joinVariants: JoinVariant[] = [
  {
    name: 'ours',
    describe: 'the product, camera and microphone on',
    server: 'ours',
    publishes: true,
    baseline: 'baseline',
  },
  {
    name: 'baseline',
    describe: 'baseline: all prepared, the click resumes, also sends',
    server: 'baseline',
    publishes: true,
    query: 'strategy=warm',
  },
  {
    name: 'oursViewing',
    describe: 'the product, devices denied',
    server: 'ours',
    publishes: false,
    baseline: 'baselineViewing',
  },
  {
    name: 'baselineViewing',
    describe: 'baseline: all prepared, the click resumes, receives only',
    server: 'baseline',
    publishes: false,
    query: 'strategy=warm',
  },
  {
    name: 'cold',
    describe: 'baseline: one request on the click, then connect, receives only',
    server: 'baseline',
    publishes: false,
    query: 'strategy=cold',
  },
  {
    name: 'trap',
    describe: 'transport connected, video consumed on the click, not paused',
    server: 'baseline',
    publishes: false,
    query: 'strategy=trap',
  },
  {
    name: 'ready',
    describe: 'the same, consumed paused, resumed when the page is ready',
    server: 'baseline',
    publishes: false,
    query: 'strategy=ready',
  },
  {
    name: 'oursLobby',
    describe: 'the product, admitted from the lobby, camera and microphone on',
    server: 'ours',
    publishes: true,
    isLobby: true,
    baseline: 'baselineLobby',
  },
  {
    name: 'baselineLobby',
    describe: 'baseline: nothing prepared before the admission, also sends',
    server: 'baseline',
    publishes: true,
    isLobby: true,
    query: 'strategy=cold',
  },
];

/** Another checkout, to compare a change with the state before it. */
export const variantsBeside: JoinVariant[] = joinVariants
  .filter(({ server }) => server === 'ours')
  .map((variant) => ({
    ...variant,
    name: variant.name.replace('ours', 'beside'),
    server: 'beside',
  }));

export const DEFAULT_VARIANTS = ['ours', 'baseline', 'oursViewing', 'baselineViewing', 'cold'];
