// Starts Debian's Chromium or Firefox with fake cameras and microphones, and the switches that these need.
import { type Browser, chromium, firefox } from '@playwright/test';

export type BrowserName = 'chromium' | 'firefox';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Two cameras to choose from (the second is a depth camera, which WebRTC cannot send). A page that shares its screen
 * shares its own tab.
 */
const chromiumDevices = (framesPerSecond: number) =>
  `--use-fake-device-for-media-stream=device-count=3,fps=${framesPerSecond},display-media-type=browser`;

export interface BrowserOptions {
  /** Frame rate of the fake camera; default 10 in Chromium and 30 in Firefox. */
  framesPerSecond?: number;
  /** The browser's answer to a permission prompt for devices. */
  permission?: 'granted' | 'denied';
  /** A video file in place of the test pattern (Chromium only; see `portraits.ts`). */
  film?: string;
  /** A WAV file that the fake microphone plays in a loop (Chromium only; see `hum.ts`). */
  voice?: string;
  /** Additional environment variables, such as those from `desktop.ts`. */
  env?: Record<string, string>;
  /** Firefox runs headed on that desktop, which screen sharing requires. Its window may lack focus. */
  isShown?: boolean;
  /** What it shows is told by AT-SPI; `env` says on which bus. It runs headed. */
  isReadAloud?: boolean;
  /** Path of a program to start in place of the default one. */
  program?: string;
  /** The system's colour scheme (needed in Firefox, where Playwright cannot set it per page). */
  colorScheme?: ColorScheme;
  /** The folder that downloads are saved in. */
  downloadsPath?: string;
  /** Chromium keeps pages for Back as it does for people; Playwright turns that off (default false). */
  keepsPages?: boolean;
}

type ColorScheme = 'light' | 'dark';

export function launchBrowser(
  name: BrowserName,
  {
    permission = 'granted',
    film,
    voice,
    env,
    isShown = false,
    isReadAloud = false,
    program,
    colorScheme = 'light',
    framesPerSecond,
    downloadsPath,
    keepsPages = false,
  }: BrowserOptions = {},
): Promise<Browser> {
  const downloads = downloadsPath === undefined ? {} : { downloadsPath };
  if (name === 'chromium') {
    return chromium.launch({
      ...downloads,
      ...(isReadAloud && {
        headless: false,
        env: { ...(process.env as Record<string, string>), ...env },
      }),
      ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
      executablePath: program ?? process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        ...CHROMIUM_ARGUMENTS,
        ...(isReadAloud ? ['--force-renderer-accessibility'] : []),
        chromiumDevices(framesPerSecond ?? 10),
        permission === 'granted' ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
        ...(film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`]),
        ...(voice === undefined ? [] : [`--use-file-for-fake-audio-capture=${voice}`]),
      ],
    });
  }
  return firefox.launch({
    ...downloads,
    channel: 'moz-firefox',
    executablePath: program ?? process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
    headless: !isShown && !isReadAloud,
    env: {
      ...(process.env as Record<string, string>),
      ...env,
      ...(isReadAloud && { GNOME_ACCESSIBILITY: '1' }),
    },
    firefoxUserPrefs: {
      ...(isReadAloud && { 'accessibility.force_disabled': -1 }),
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': permission === 'granted',
      'permissions.default.camera': permission === 'granted' ? 1 : 2,
      'permissions.default.microphone': permission === 'granted' ? 1 : 2,
      'media.peerconnection.ice.loopback': true,
      // A mouse (fine, hovers), as at a desk: without a screen Firefox finds no pointer at all.
      'ui.primaryPointerCapabilities': 6,
      'ui.allPointerCapabilities': 6,
      ...(framesPerSecond !== undefined && {
        'media.navigator.video.default_fps': framesPerSecond,
      }),
      'media.autoplay.default': 0,
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
    },
  });
}
