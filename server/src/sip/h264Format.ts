// Reads the fmtp of H.264: what the other end can decode, by profile, level and the limits that override it (RFC 6184 §8.1).
import type { VideoLimits } from '../rtp/agreedMedia.ts';

export interface H264Format {
  /** The most that the other end can be sent. */
  limits: VideoLimits;
  /** Profile and its constraints, four hexadecimal digits in lower case: an answer keeps them (RFC 6184 §8.2.2). */
  profile: string;
  /** Of the profile-level-id: ten times its number. */
  level: number;
  /** Whether each end may have a level of its own; otherwise an answer must not raise it. */
  isLevelAsymmetryAllowed: boolean;
}

interface LevelLimits {
  level: number;
  maxMacroblocksPerSecond: number;
  maxFrameMacroblocks: number;
  /** Kilobits per second. */
  maxBitrate: number;
}

/** ITU-T H.264 table A-1; level 1b comes from its own flag, and counts as 1 here. */
const LEVELS: readonly LevelLimits[] = (
  [
    [10, 1_485, 99, 64],
    [11, 3_000, 396, 192],
    [12, 6_000, 396, 384],
    [13, 11_880, 396, 768],
    [20, 11_880, 396, 2_000],
    [21, 19_800, 792, 4_000],
    [22, 20_250, 1_620, 4_000],
    [30, 40_500, 1_620, 10_000],
    [31, 108_000, 3_600, 14_000],
    [32, 216_000, 5_120, 20_000],
    [40, 245_760, 8_192, 20_000],
    [41, 245_760, 8_192, 50_000],
    [42, 522_240, 8_704, 50_000],
    [50, 589_824, 22_080, 135_000],
    [51, 983_040, 36_864, 240_000],
    [52, 2_073_600, 36_864, 240_000],
  ] as const
).map(([level, maxMacroblocksPerSecond, maxFrameMacroblocks, maxBitrate]) => ({
  level,
  maxMacroblocksPerSecond,
  maxFrameMacroblocks,
  maxBitrate,
}));

/**
 * Where there is none. RFC 6184 §8.1 then infers level 1, which no device means: like libwebrtc we take the level of
 * 720p.
 */
const DEFAULT_ID = '42e01f';
/** More parameters than any device writes. */
const MAX_PARAMETERS = 32;
/** The smallest frame and rates of any level, and far more than the highest: what is outside is no limit but noise. */
const FRAME = { min: 99, max: 36_864 };
const PER_SECOND = { min: 1_485, max: 2_073_600 };
const KILOBITS = { min: 64, max: 240_000 };

/**
 * @param parameters from a=fmtp, if any
 * @returns undefined when nothing that we encode can be decoded there, or it is packetised as we do not
 */
export function h264Format(parameters: string | undefined): H264Format | undefined {
  const read = readParameters(parameters ?? '');
  const written = read.get('profile-level-id') ?? DEFAULT_ID;
  const id = /^[\da-f]{6}$/i.exec(written)?.[0].toLowerCase();
  const mode = read.get('packetization-mode') ?? '0';
  // Mode 2 interleaves.
  if (id === undefined || (mode !== '0' && mode !== '1')) return undefined;
  const profile = profileOf(id);
  const level = Number.parseInt(id.slice(4), 16);
  const known = LEVELS.findLast((one) => one.level <= level) ?? LEVELS[0];
  if (profile === undefined || known === undefined) return undefined;
  const within = (name: string, { min, max }: typeof FRAME) => {
    const value = /^\d{1,10}$/.test(read.get(name) ?? '') ? Number(read.get(name)) : 0;
    return value < min ? undefined : Math.min(value, max);
  };
  return {
    limits: {
      profile,
      packetizationMode: mode === '1' ? 1 : 0,
      // max-dpb only matters to an encoder with several reference frames: ours has one.
      maxFrameMacroblocks: within('max-fs', FRAME) ?? known.maxFrameMacroblocks,
      maxMacroblocksPerSecond: within('max-mbps', PER_SECOND) ?? known.maxMacroblocksPerSecond,
      maxBitrate: 1_000 * (within('max-br', KILOBITS) ?? known.maxBitrate),
    },
    profile: id.slice(0, 4),
    level,
    isLevelAsymmetryAllowed: read.get('level-asymmetry-allowed') === '1',
  };
}

/**
 * By profile_idc and constraint_set1, in which a stream of the constrained baseline profile conforms to each (ITU-T H.264
 * §A.2, RFC 6184 table 5). The constraints of the high profile only narrow what it may be sent, to what we send anyway.
 */
function profileOf(id: string): VideoLimits['profile'] | undefined {
  const idc = Number.parseInt(id.slice(0, 2), 16);
  const constraints = Number.parseInt(id.slice(2, 4), 16);
  const isConstrainedBaseline = (constraints & 0x40) !== 0;
  switch (idc) {
    case 66:
    case 77:
      return 'constrainedBaseline';
    case 88:
      return isConstrainedBaseline ? 'constrainedBaseline' : undefined;
    case 100:
      return 'high';
    default:
      return undefined;
  }
}

/** The first of each name, in lower case. */
function readParameters(text: string): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const parameter of text.split(';', MAX_PARAMETERS)) {
    const [name = '', value = ''] = parameter.split('=', 2);
    const key = name.trim().toLowerCase();
    if (!read.has(key)) read.set(key, value.trim());
  }
  return read;
}
