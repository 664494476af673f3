// What the decoders of H.264 and VP8 have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "picture.h"

struct Decoded {
  /** Undefined once the decoder is used again. Without a width: there is none. */
  PictureView picture;
  /** This frame was damaged, or refers to something that was. */
  bool isDamaged = false;
  /** This frame, if undamaged, refers to nothing before it. */
  bool isKeyFrame = false;
  /** A key frame that brings all that a new decoder needs. */
  bool isSelfContained = false;
};

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual Decoded decode(const uint8_t *frame, size_t length) = 0;
};

std::unique_ptr<Decoder> openH264Decoder();
std::unique_ptr<Decoder> openVp8Decoder();
