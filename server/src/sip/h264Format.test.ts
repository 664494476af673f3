import { expect, it } from 'vitest';
import { h264Format } from './h264Format.ts';

it.each([
  ['42801f', 'constrainedBaseline', '4280', 31, 3_600, 108_000, 14_000_000],
  ['42801F', 'constrainedBaseline', '4280', 31, 3_600, 108_000, 14_000_000],
  ['42E01F', 'constrainedBaseline', '42e0', 31, 3_600, 108_000, 14_000_000],
  ['428020', 'constrainedBaseline', '4280', 32, 5_120, 216_000, 20_000_000],
  ['42c01f', 'constrainedBaseline', '42c0', 31, 3_600, 108_000, 14_000_000],
  ['42000a', 'constrainedBaseline', '4200', 10, 99, 1_485, 64_000],
  ['42f00b', 'constrainedBaseline', '42f0', 11, 396, 3_000, 192_000],
  ['4d4028', 'constrainedBaseline', '4d40', 40, 8_192, 245_760, 20_000_000],
  ['4D001F', 'constrainedBaseline', '4d00', 31, 3_600, 108_000, 14_000_000],
  ['58c01f', 'constrainedBaseline', '58c0', 31, 3_600, 108_000, 14_000_000],
  ['640c1f', 'high', '640c', 31, 3_600, 108_000, 14_000_000],
  ['640020', 'high', '6400', 32, 5_120, 216_000, 20_000_000],
  // Between two levels and above all, the next lower one counts; below all, the lowest.
  ['42801e', 'constrainedBaseline', '4280', 30, 1_620, 40_500, 10_000_000],
  ['42801c', 'constrainedBaseline', '4280', 28, 1_620, 20_250, 4_000_000],
  ['4280ff', 'constrainedBaseline', '4280', 255, 36_864, 2_073_600, 240_000_000],
  ['428000', 'constrainedBaseline', '4280', 0, 99, 1_485, 64_000],
] as const)(
  'the profile-level-id %s is %s',
  (id, profile, written, level, maxFrameMacroblocks, maxMacroblocksPerSecond, maxBitrate) => {
    expect(h264Format(`profile-level-id=${id};packetization-mode=1`)).toEqual({
      limits: {
        profile,
        packetizationMode: 1,
        maxFrameMacroblocks,
        maxMacroblocksPerSecond,
        maxBitrate,
      },
      profile: written,
      level,
      isLevelAsymmetryAllowed: false,
    });
  },
);

it.each([
  ['extended', 'profile-level-id=58801f'],
  ['High 10', 'profile-level-id=6e001f'],
  ['High 4:2:2', 'profile-level-id=7a001f'],
  ['High 4:4:4', 'profile-level-id=f4001f'],
  ['no profile', 'profile-level-id=00001f'],
  ['a profile-level-id that is too short', 'profile-level-id=42801'],
  ['one that is too long', 'profile-level-id=42801f0'],
  ['one that is no number', 'profile-level-id=4280zz'],
  ['an empty one', 'profile-level-id='],
  ['interleaving', 'profile-level-id=42801f;packetization-mode=2'],
  ['an unknown mode', 'profile-level-id=42801f;packetization-mode=1x'],
])('%s is not taken', (_name, parameters) => {
  expect(h264Format(parameters)).toBeUndefined();
});

it.each([[undefined], [''], ['sprop-parameter-sets=Z0IAH5WoFAFuQA==,aM48gA==']])(
  'without a profile-level-id, as in %j, it is baseline of 720p in mode 0',
  (parameters) => {
    expect(h264Format(parameters)).toMatchObject({
      limits: { profile: 'constrainedBaseline', packetizationMode: 0, maxFrameMacroblocks: 3_600 },
      profile: '42e0',
      level: 31,
    });
  },
);

it('limits override a low level, whatever the spelling', () => {
  const id = 'profile-level-id=428014';
  expect(h264Format(`${id}; MAX-FS=8160; max-mbps=245000 ;max-br=5000`)?.limits).toMatchObject({
    maxFrameMacroblocks: 8_160,
    maxMacroblocksPerSecond: 245_000,
    maxBitrate: 5_000_000,
  });
});

it.each(['-1', 'NaN', '1e9', '0', '12', '0x2000', '8160.5', '99999999999', '', '8160 '.repeat(3)])(
  'a limit of %j is none',
  (value) => {
    const parameters = `profile-level-id=42801f;max-fs=${value};max-mbps=${value};max-br=${value}`;
    expect(h264Format(parameters)?.limits).toMatchObject({
      maxFrameMacroblocks: 3_600,
      maxMacroblocksPerSecond: 108_000,
      maxBitrate: 14_000_000,
    });
  },
);

it('the first of several counts, and a huge limit is cut', () => {
  expect(
    h264Format('max-fs=4294967295;max-fs=1;profile-level-id=42801f;profile-level-id=00')?.limits,
  ).toMatchObject({ maxFrameMacroblocks: 36_864 });
});
