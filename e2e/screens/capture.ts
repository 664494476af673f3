// Takes the pictures of a page in one state: it is resized and recoloured in place, so that each state is reached once.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import type { ScreenIndex } from './screenIndex.ts';

/** A laptop, one less its browser's frame, a phone upright and sideways. */
const SIZES = ['1280x800', '1366x660', '390x844', '844x390'] as const;
/** Also 400 % zoom of a laptop, a small phone both ways, a tablet, a large screen. */
export const LAYOUT_SIZES = [
  ...SIZES,
  '320x256',
  '360x640',
  '640x360',
  '768x1024',
  '1920x1080',
] as const;
/** The small window over other programs as it opens and at its smallest, and a sheet of A4. */
type OtherSize = '400x293' | '240x200' | '794x1123';
type Size = (typeof LAYOUT_SIZES)[number] | OtherSize;
type Theme = 'light' | 'dark';

export interface CaptureOptions {
  sizes?: readonly Size[];
  /** Default: both. The meeting is dark in both, so one is enough. */
  themes?: readonly Theme[];
  hasForcedColours?: boolean;
  /** As it is printed. */
  isPrinted?: boolean;
  /** All of a page that is longer than its window. */
  isWhole?: boolean;
  /** There are videos that have no picture, and will have none. */
  hasPendingVideos?: boolean;
  /** Where another size closes something that has to be opened again. */
  prepare?: (page: Page) => Promise<void>;
}

const QUALITY = 80;
const SETTLE_TIMEOUT_MS = 15_000;

export class Capture {
  readonly #folder: string;
  readonly #index: ScreenIndex;

  constructor(folder: string, index: ScreenIndex) {
    this.#folder = folder;
    this.#index = index;
  }

  /**
   * @param name of the files, before the size.
   * @param sentence what is to be seen, for the index.
   */
  async take(page: Page, name: string, sentence: string, options: CaptureOptions = {}) {
    const { sizes = SIZES, themes = ['light', 'dark'], hasForcedColours, isWhole } = options;
    await mkdir(this.#folder, { recursive: true });
    const before = page.viewportSize();
    const session = await page.context().newCDPSession(page);
    const files: string[] = [];
    for (const size of sizes) {
      const [width = 0, height = 0] = size.split('x').map(Number);
      await page.setViewportSize({ width, height });
      // A finger cannot hover.
      await session.send('Emulation.setTouchEmulationEnabled', {
        enabled: Math.min(width, height) < 500,
      });
      // What the pointer happens to be over would look pressed.
      if (options.prepare === undefined) await page.mouse.move(0, 0);
      else await options.prepare(page);
      for (const colorScheme of themes) {
        await page.emulateMedia({
          colorScheme,
          forcedColors: hasForcedColours === true ? 'active' : 'none',
          media: options.isPrinted === true ? 'print' : 'screen',
        });
        await page.evaluate(settle, {
          timeoutMs: SETTLE_TIMEOUT_MS,
          media: options.hasPendingVideos === true ? 'img' : 'img, video',
        });
        const file = `${name}-${size}${themes.length > 1 ? `-${colorScheme}` : ''}.webp`;
        await writeFile(join(this.#folder, file), await picture(session, isWhole === true));
        files.push(file);
      }
    }
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', media: 'screen' });
    if (before) await page.setViewportSize(before);
    await session.detach();
    this.#index.add(name, sentence, files);
  }
}

async function picture(session: CDPSession, isWhole: boolean): Promise<Buffer> {
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    ...(isWhole && { captureBeyondViewport: true, clip: { ...cssContentSize, scale: 1 } }),
  });
  return Buffer.from(data, 'base64');
}

/**
 * Self-contained: it runs in the page. Until fonts, images and the first frame of each video are there, all that comes
 * or goes has done so, and the layout has been painted.
 */
async function settle({ timeoutMs, media }: { timeoutMs: number; media: string }): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isRunning = ({ effect, playState }: Animation) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity;
  const isVisible = (element: Element) => element.checkVisibility() && element.clientWidth > 40;
  const isMissing = (one: HTMLImageElement | HTMLVideoElement) =>
    isVisible(one) &&
    (one instanceof HTMLImageElement
      ? !one.complete
      : one.srcObject !== null && one.readyState < HTMLMediaElement.HAVE_CURRENT_DATA);
  const endsAt = performance.now() + timeoutMs;
  // The caret would be there or not by chance.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { caret-color: transparent !important; }');
  if (document.adoptedStyleSheets.length === 0) document.adoptedStyleSheets.push(sheet);
  await document.fonts.ready;
  // What listens for a new size answers in one frame, and is painted in the next.
  for (let frames = 0; frames < 3; frames += 1) await frame();
  const isBusy = () =>
    document.getAnimations().some(isRunning) ||
    [...document.querySelectorAll<HTMLImageElement | HTMLVideoElement>(media)].some(isMissing);
  while (isBusy() && performance.now() < endsAt) await frame();
  await document.fonts.ready;
  await frame();
  await frame();
}
