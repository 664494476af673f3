// What one compositor holds: sources, bitmaps, canvases and encoders, and what each message does with them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "bitmap.h"
#include "canvas.h"
#include "decoder.h"
#include "encoder.h"
#include "message.h"
#include "picture.h"

class Engine {
 public:
  /** @throws ProtocolError */
  void handle(const std::vector<uint8_t> &message);

 private:
  struct Source {
    uint8_t codec = 0;
    std::unique_ptr<Decoder> decoder;
    /** The last one, kept when a later frame cannot be decoded. */
    Picture picture;
    bool needsKeyFrame = true;
    /** Since the last key frame, or what should have been one. */
    bool hasPictures = false;
  };
  struct Canvas {
    Scene scene;
    Picture picture;
    /** Nothing that it shows has changed since it was composed. */
    bool isComposed = false;
  };
  struct OpenEncoder {
    std::unique_ptr<Encoder> encoder;
    bool isOfCanvas = false;
    uint32_t input = 0;
    /** Of its size. */
    Picture scaled;
  };

  void decode(MessageReader &message);
  void setBitmap(MessageReader &message);
  void setScene(MessageReader &message);
  void openEncoder(MessageReader &message);
  void changeEncoder(MessageReader &message);
  void encode(MessageReader &message);

  void changed(uint32_t source);
  void compose(Canvas &canvas);
  /** What the encoder is to encode now, in its size. */
  std::optional<PictureView> inputOf(OpenEncoder &open);

  std::map<uint32_t, Source> sources_;
  std::map<uint32_t, Bitmap> bitmaps_;
  std::map<uint32_t, Canvas> canvases_;
  std::map<uint32_t, OpenEncoder> encoders_;
};
