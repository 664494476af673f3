// The windows in which pages are tested: from a laptop at 400 % over phones both ways to a large screen.
import type { ViewportSize } from '@playwright/test';

/** Of 1366 × 768, less its browser's frame. */
export const LAPTOP = { width: 1366, height: 660 };
export const PHONE = { width: 390, height: 844 };
export const SIDEWAYS = { width: 844, height: 390 };
export const TABLET = { width: 768, height: 1024 };
export const DESKTOP = { width: 1280, height: 800 };

export const WINDOW_SIZES: readonly ViewportSize[] = [
  // DESKTOP at 400 % and at 200 %.
  { width: 320, height: 256 },
  { width: 640, height: 400 },
  // Phones, with more and less of the browser around the page.
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  PHONE,
  { width: 390, height: 664 },
  { width: 480, height: 800 },
  { width: 667, height: 331 },
  { width: 740, height: 360 },
  SIDEWAYS,
  TABLET,
  LAPTOP,
  DESKTOP,
  { width: 1920, height: 1080 },
];
