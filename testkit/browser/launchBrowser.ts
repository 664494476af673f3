// Debian's own Chromium and Firefox with fake cameras and microphones, and the switches that these need.
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
 * Cameras to choose between (the second is a depth camera, which WebRTC cannot send); a page that shares its screen
 * shares its own tab.
 */
const chromiumDevices = (framesPerSecond: number) =>
  `--use-fake-device-for-media-stream=device-count=3,fps=${framesPerSecond},display-media-type=browser`;

export interface BrowserOptions {
  /** Of the fake camera: 10 in Chromium and 30 in Firefox, unless it is said. */
  framesPerSecond?: number;
  /** What the browser answers when the page asks for devices. */
  permission?: 'granted' | 'denied';
  /** A film in place of the test card (Chromium only; see `portraits.ts`). */
  film?: string;
  /** What is said into the microphone, over and over: a WAV file (Chromium only; see `hum.ts`). */
  voice?: string;
  /** More environment variables, as those of `desktop.ts`. */
  env?: Record<string, string>;
  /** Firefox shows its window on that desktop, as one must who shares it; it may not have the focus. */
  isShown?: boolean;
  /** What starts it, in place of its own program. */
  program?: string;
  /** What the person has asked the system for (Firefox, where Playwright can't set it for a page). */
  colorScheme?: ColorScheme;
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
    program,
    colorScheme = 'light',
    framesPerSecond,
  }: BrowserOptions = {},
): Promise<Browser> {
  if (name === 'chromium') {
    return chromium.launch({
      executablePath: program ?? process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        ...CHROMIUM_ARGUMENTS,
        chromiumDevices(framesPerSecond ?? 10),
        permission === 'granted' ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
        ...(film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`]),
        ...(voice === undefined ? [] : [`--use-file-for-fake-audio-capture=${voice}`]),
      ],
    });
  }
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath: program ?? process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
    headless: !isShown,
    env: { ...(process.env as Record<string, string>), ...env },
    firefoxUserPrefs: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': permission === 'granted',
      'permissions.default.camera': permission === 'granted' ? 1 : 2,
      'permissions.default.microphone': permission === 'granted' ? 1 : 2,
      'media.peerconnection.ice.loopback': true,
      ...(framesPerSecond !== undefined && {
        'media.navigator.video.default_fps': framesPerSecond,
      }),
      'media.autoplay.default': 0,
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
    },
  });
}
