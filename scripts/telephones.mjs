// What the tests telephone with: Debian's softphone, its generator of SIP messages, and other codecs than ours.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

const PROGRAMS = {
  'baresip-core': '/usr/bin/baresip',
  'sip-tester': '/usr/bin/sipp',
  ffmpeg: '/usr/bin/ffmpeg',
};

export async function provideTelephones() {
  // The tests that need them say so and are skipped.
  if (process.getuid() !== 0) return;
  const missing = Object.keys(PROGRAMS).filter((name) => !existsSync(PROGRAMS[name]));
  if (missing.length === 0) return;
  await needPackages(missing, 'the tests of telephones', join(CACHE, 'telephones.log'));
}
