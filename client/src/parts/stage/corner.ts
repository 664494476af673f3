// The corner where one's own picture floats.
export const CORNERS = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;
export type Corner = (typeof CORNERS)[number];

export const isCorner = (text: string | undefined): text is Corner =>
  CORNERS.some((one) => one === text);
