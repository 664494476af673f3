// NAL units, and the picture size of a sequence parameter set.
#include "h264Parameters.h"

#include <algorithm>
#include <vector>

#include "limits.h"

namespace {

constexpr uint8_t START_CODE[] = {0, 0, 1};
/** Longer ones only carry more of the VUI. */
constexpr size_t MAX_SPS_BYTES = 512;
constexpr uint32_t MAX_REFERENCE_FRAMES = 16;

/** The bits of a NAL unit (H.264 §7.2, §9.1). Beyond the end it reads zeros and `isOver` says so. */
class BitReader {
 public:
  explicit BitReader(const NalUnit &unit) {
    // Without the emulation prevention bytes (§7.4.1).
    int zeros = 0;
    for (size_t i = 1; i < std::min(unit.length, MAX_SPS_BYTES); i += 1) {
      const uint8_t byte = unit.data[i];
      if (zeros >= 2 && byte == 3) {
        zeros = 0;
        continue;
      }
      zeros = byte == 0 ? zeros + 1 : 0;
      bytes_.push_back(byte);
    }
  }

  bool isOver() const { return at_ > bytes_.size() * 8; }

  uint32_t bits(int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; i += 1) value = value << 1 | bit();
    return value;
  }

  /** ue(v) */
  uint32_t unsignedGolomb() {
    int zeros = 0;
    while (zeros < 32 && bit() == 0) zeros += 1;
    if (zeros >= 31) {
      at_ = bytes_.size() * 8 + 1;
      return 0;
    }
    return (uint32_t{1} << zeros) - 1 + bits(zeros);
  }

  /** se(v) */
  int32_t signedGolomb() {
    const uint32_t code = unsignedGolomb();
    const auto half = static_cast<int32_t>((code + 1) / 2);
    return code % 2 == 1 ? half : -half;
  }

 private:
  uint32_t bit() {
    const size_t at = at_++;
    return at / 8 < bytes_.size() ? bytes_[at / 8] >> (7 - at % 8) & 1u : 0;
  }

  std::vector<uint8_t> bytes_;
  size_t at_ = 0;
};

void skipScalingList(BitReader &bits, int size) {
  int32_t last = 8;
  for (int i = 0; i < size && !bits.isOver(); i += 1) {
    const int32_t next = (last + bits.signedGolomb() + 256) % 256;
    if (next == 0) return;
    last = next;
  }
}

/** The profiles in whose parameter sets the chroma format is spelt out (§7.3.2.1.1). */
bool spellsOutChroma(uint32_t profile) {
  for (const uint32_t one : {100, 110, 122, 244, 44, 83, 86, 118, 128})
    if (profile == one) return true;
  return false;
}

bool isLegalChroma(BitReader &bits) {
  const uint32_t chromaFormat = bits.unsignedGolomb();
  const uint32_t moreLumaBits = bits.unsignedGolomb();
  const uint32_t moreChromaBits = bits.unsignedGolomb();
  // 4:2:0 with eight bits.
  if (chromaFormat != 1 || moreLumaBits != 0 || moreChromaBits != 0) return false;
  bits.bits(1);
  if (bits.bits(1) == 1)
    for (int list = 0; list < 8; list += 1)
      if (bits.bits(1) == 1) skipScalingList(bits, list < 6 ? 16 : 64);
  return true;
}

/** What frame_cropping leaves of one side. OpenH264 adds its offsets with 32 bits, so that they may wrap. */
bool leavesPicture(BitReader &bits, uint32_t macroblocks) {
  const uint64_t cut = 2 * (uint64_t{bits.unsignedGolomb()} + bits.unsignedGolomb());
  return cut + MIN_SIDE <= uint64_t{macroblocks} * 16;
}

/** @returns false where it is of an unknown type. */
bool skipPictureOrder(BitReader &bits) {
  const uint32_t type = bits.unsignedGolomb();
  if (type == 0) bits.unsignedGolomb();
  if (type == 1) {
    bits.bits(1);
    bits.signedGolomb();
    bits.signedGolomb();
    const uint32_t count = bits.unsignedGolomb();
    for (uint32_t i = 0; i < count && i < 256; i += 1) bits.signedGolomb();
    return count < 256;
  }
  return type < 3;
}

}  // namespace

bool NalUnits::next(NalUnit &unit) {
  while (at_ < end_) {
    const uint8_t *start = at_;
    const uint8_t *stop = std::search(start, end_, std::begin(START_CODE), std::end(START_CODE));
    at_ = stop;
    skipToUnit();
    // A longer start code's first zero, and trailing zeros.
    while (stop > start && stop[-1] == 0) stop -= 1;
    if (stop == start) continue;
    unit = {start, static_cast<size_t>(stop - start)};
    return true;
  }
  return false;
}

void NalUnits::skipToUnit() {
  const uint8_t *found = std::search(at_, end_, std::begin(START_CODE), std::end(START_CODE));
  at_ = found == end_ ? end_ : found + sizeof START_CODE;
}

bool isLegalSps(const NalUnit &sps) {
  BitReader bits(sps);
  const uint32_t profile = bits.bits(8);
  bits.bits(16);
  bits.unsignedGolomb();
  if (spellsOutChroma(profile) && !isLegalChroma(bits)) return false;
  bits.unsignedGolomb();
  if (!skipPictureOrder(bits)) return false;
  if (bits.unsignedGolomb() > MAX_REFERENCE_FRAMES) return false;
  bits.bits(1);
  const uint32_t widthMacroblocks = bits.unsignedGolomb() + 1;
  const uint32_t heightMacroblocks = bits.unsignedGolomb() + 1;
  // Interlaced pictures: OpenH264 has none.
  const bool isProgressive = bits.bits(1) == 1;
  if (bits.isOver() || !isProgressive) return false;
  // direct_8x8_inference_flag
  bits.bits(1);
  const bool isCropped = bits.bits(1) == 1;
  if (isCropped && !(leavesPicture(bits, widthMacroblocks) && leavesPicture(bits, heightMacroblocks))) return false;
  constexpr uint32_t maxSide = MAX_SIDE / 16;
  return !bits.isOver() && widthMacroblocks <= maxSide && heightMacroblocks <= maxSide &&
         widthMacroblocks * heightMacroblocks <= MAX_AREA / 256;
}

bool isBSlice(const NalUnit &slice) {
  // Two numbers of at most 31 bits each.
  BitReader bits({slice.data, std::min<size_t>(slice.length, 16)});
  bits.unsignedGolomb();
  return bits.unsignedGolomb() % 5 == 1;
}
