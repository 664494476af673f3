// What the tests telephone with: Debian's softphones, with the codecs of room systems, its generator of SIP messages,
// and other codecs and floor control than ours.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

/** A file or folder of each package. */
const PACKAGES = {
  'baresip-core': '/usr/bin/baresip',
  'baresip-ffmpeg': '/usr/lib/baresip/modules/avcodec.so',
  ffmpeg: '/usr/bin/ffmpeg',
  'liblinphone-dev': '/usr/include/linphone/core.h',
  'libre-dev': '/usr/include/re/re_bfcp.h',
  'linphone-cli': '/usr/bin/linphonec',
  'mediastreamer2-plugin-openh264': '/usr/share/doc/mediastreamer2-plugin-openh264',
  'sip-tester': '/usr/bin/sipp',
};

export async function provideTelephones() {
  // The tests that need them say so and are skipped.
  if (process.getuid() !== 0) return;
  const missing = Object.keys(PACKAGES).filter((name) => !existsSync(PACKAGES[name]));
  if (missing.length === 0) return;
  await needPackages(missing, 'the tests of telephones', join(CACHE, 'telephones.log'));
}
