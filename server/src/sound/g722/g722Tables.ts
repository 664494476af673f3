// The tables of ITU-T G.722 (11/2012), named by what they are for; each says where the Recommendation has it.

/** How the quantiser of one sub-band adapts, and what its codewords stand for. */
export interface SubBandTables {
  /** The quantiser's scale factor at first. */
  firstScale: number;
  /** Of the predictor's input, by codeword: 4 bits below, 2 above (tables 15 and 16: QQ4, QQ2, with their signs). */
  differences: Int16Array;
  /** Steps of the logarithmic scale factor, by codeword (tables 13 and 14: WL, WH). */
  scaleSteps: Int16Array;
  /** The largest logarithmic scale factor, and the power of two that it is relative to (§3.5). */
  maxLogScale: number;
  scaleExponent: number;
}

/** Table 15, in eighths: QQ4 and QQ6 of the positive codewords, from the smallest. */
const lowDifferences = [0, 150, 323, 530, 786, 1_121, 1_612, 2_557];
const fineLowDifferences = [
  17, 54, 91, 130, 170, 211, 254, 300, 347, 396, 447, 501, 558, 618, 682, 750, 822, 899, 982, 1_072,
  1_170, 1_279, 1_399, 1_535, 1_689, 1_873, 2_088, 2_376, 2_738, 3_101,
];
const eighths = (values: readonly number[]) => values.map((value) => value * 8);

/** Codewords 0 to 15 without the lowest two bits: negative ones from the largest, then positive ones. */
const lowByCodeword = [
  0,
  ...eighths(lowDifferences.slice(1))
    .toReversed()
    .map((value) => -value),
  ...eighths(lowDifferences.slice(1)).toReversed(),
  0,
];

export const lowBand: SubBandTables = {
  firstScale: 32,
  differences: Int16Array.from(lowByCodeword),
  scaleSteps: Int16Array.from([
    -60, 3_042, 1_198, 538, 334, 172, 58, -30, 3_042, 1_198, 538, 334, 172, 58, -30, -60,
  ]),
  maxLogScale: 18_432,
  scaleExponent: 8,
};

export const highBand: SubBandTables = {
  firstScale: 8,
  differences: Int16Array.of(-7_408, -1_616, 7_408, 1_616),
  scaleSteps: Int16Array.of(798, -214, 798, -214),
  maxLogScale: 22_528,
  scaleExponent: 10,
};

const [smallest = 0, second = 0, ...others] = eighths(fineLowDifferences);
const largestFirst = others.toReversed();

/**
 * What the low band's codewords of all six bits stand for in mode 1, 64 kbit/s. The first four are not sent; noise may
 * make them.
 */
export const fineDifferences = Int16Array.from([
  ...Array.from({ length: 4 }, () => -smallest),
  ...largestFirst.map((value) => -value),
  ...largestFirst,
  second,
  smallest,
  -second,
  -smallest,
]);

/** Table 11: the low band's decision levels (Q6), from which the codeword is found. */
export const decisionLevels = Int16Array.from([
  0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1_023,
  1_121, 1_219, 1_339, 1_458, 1_612, 1_765, 1_980, 2_195, 2_557, 2_919,
]);
/** Between the high band's two magnitudes (Q2). */
export const HIGH_DECISION_LEVEL = 564;

/** Table 12: 2,048 · 2^(i/32) (ILB). */
export const powersOfTwo = Int16Array.from({ length: 32 }, (_, at) =>
  Math.round(2_048 * 2 ** (at / 32)),
);

/** Table 4: half of the symmetric filter that splits and joins the two bands; ×4,096. */
export const filterTaps = Int16Array.of(3, -11, 12, 32, -210, 951, 3_876, -805, 362, -156, 53, -11);
