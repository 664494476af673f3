// The keys by which the main thread and the picture thread name what both know.

/** Identifies the video line of one call, from before it is answered until it is over. */
export type PictureEndpointKey = string & { readonly brand: 'PictureEndpointKey' };
/** Identifies what the rooms of one meeting see. */
export type CompositionKey = string & { readonly brand: 'CompositionKey' };
