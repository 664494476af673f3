// Reads from H.264 what must be known before a decoder sees it.
#pragma once

#include <cstddef>
#include <cstdint>

/** H.264 table 7-1. */
enum class NalType : uint8_t { Slice = 1, IdrSlice = 5, Sps = 7, Pps = 8 };

/** One NAL unit of an Annex B byte stream, without its start code. */
struct NalUnit {
  const uint8_t *data;
  size_t length;
  NalType type() const { return static_cast<NalType>(data[0] & 0x1f); }
};

/** Walks over the NAL units of an Annex B byte stream (H.264 §B.1). */
class NalUnits {
 public:
  NalUnits(const uint8_t *data, size_t length) : at_(data), end_(data + length) { skipToUnit(); }
  /** @returns false when there are no more. Units are never empty. */
  bool next(NalUnit &unit);

 private:
  void skipToUnit();
  const uint8_t *at_;
  const uint8_t *end_;
};

/** Whether a sequence parameter set (H.264 §7.3.2.1.1) describes progressive 4:2:0 pictures of a size that we decode. */
bool isLegalSps(const NalUnit &sps);

/** By the beginning of its header (H.264 §7.3.3). */
bool isBSlice(const NalUnit &slice);
