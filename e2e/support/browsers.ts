// Debian's own Chromium and Firefox, with fake cameras and microphones, as reference/browsers.md found them to work.
import { type Browser, chromium, firefox } from '@playwright/test';

export type BrowserName = 'chromium' | 'firefox';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
];

/** @param options.permission what the browser answers when the page asks for devices. */
export function launchBrowser(
  name: BrowserName,
  { permission = 'granted' }: { permission?: 'granted' | 'denied' } = {},
): Promise<Browser> {
  if (name === 'chromium') {
    return chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        ...CHROMIUM_ARGUMENTS,
        permission === 'granted' ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
      ],
    });
  }
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
    firefoxUserPrefs: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'permissions.default.camera': permission === 'granted' ? 1 : 2,
      'permissions.default.microphone': permission === 'granted' ? 1 : 2,
      'media.peerconnection.ice.loopback': true,
      'media.autoplay.default': 0,
    },
  });
}
