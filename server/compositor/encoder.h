// What the encoders of H.264 and VP8 have in common.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "picture.h"

struct EncoderOptions {
  int width = 0;
  int height = 0;
  /** Bit/s. */
  uint32_t bitrate = 0;
  uint32_t frameRate = 0;
  /** H.264 only. */
  bool isHighProfile = false;
  /** H.264 only: no NAL unit is longer. 0: one slice a picture. */
  uint32_t maxSliceBytes = 0;
};

struct Encoded {
  /** Empty where the rate control skipped the picture. */
  std::vector<uint8_t> data;
  bool isKeyFrame = false;
};

class Encoder {
 public:
  virtual ~Encoder() = default;
  /** Of the size that the encoder was opened for. The first picture is a key frame, later ones only if wanted. */
  virtual void encode(const PictureView &picture, bool isKeyFrameWanted, Encoded &encoded) = 0;
  virtual void change(uint32_t bitrate, uint32_t frameRate) = 0;
};

/** Both throw std::runtime_error where the library refuses the options. */
std::unique_ptr<Encoder> openH264Encoder(const EncoderOptions &options);
std::unique_ptr<Encoder> openVp8Encoder(const EncoderOptions &options);
