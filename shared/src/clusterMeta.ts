// The meta element that says in a page that several servers share the meetings: its socket then waits for the look-up's `room`.

/** Its name; it has no content. */
export const CLUSTER_META = 'cluster';
