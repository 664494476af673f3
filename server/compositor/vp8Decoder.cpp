// Decodes VP8 (RFC 6386) with libvpx.
#include <vpx/vp8dx.h>
#include <vpx/vpx_decoder.h>

#include <stdexcept>

#include "decoder.h"
#include "limits.h"

namespace {

/** The beginning of a key frame: frame tag, start code, width and height (RFC 6386 §9.1). */
constexpr size_t KEY_FRAME_HEADER_BYTES = 10;

class Vp8Decoder : public Decoder {
 public:
  Vp8Decoder() {
    vpx_codec_dec_cfg_t config{};
    config.threads = 1;
    if (vpx_codec_dec_init(&codec_, vpx_codec_vp8_dx(), &config, 0) != VPX_CODEC_OK)
      throw std::runtime_error("libvpx has no VP8 decoder");
  }

  ~Vp8Decoder() override { vpx_codec_destroy(&codec_); }

  Decoded decode(const uint8_t *frame, size_t length) override {
    Decoded decoded;
    decoded.isDamaged = true;
    if (length < 3) return decoded;
    decoded.isKeyFrame = (frame[0] & 1) == 0;
    if (decoded.isKeyFrame && !isKeyFrameOfLegalSize(frame, length)) return decoded;
    decoded.isSelfContained = decoded.isKeyFrame;
    hasKeyFrame_ = hasKeyFrame_ || decoded.isKeyFrame;
    if (!hasKeyFrame_) return decoded;

    const bool isAccepted = vpx_codec_decode(&codec_, frame, static_cast<unsigned>(length), nullptr, 0) == VPX_CODEC_OK;
    int isCorrupted = 0;
    vpx_codec_control(&codec_, VP8D_GET_FRAME_CORRUPTED, &isCorrupted);
    decoded.isDamaged = !isAccepted || isCorrupted != 0;

    vpx_codec_iter_t iterator = nullptr;
    const vpx_image_t *image = vpx_codec_get_frame(&codec_, &iterator);
    if (!isAccepted || image == nullptr || image->fmt != VPX_IMG_FMT_I420) return decoded;
    const int width = static_cast<int>(image->d_w);
    const int height = static_cast<int>(image->d_h);
    if (!isLegal(width, height)) return decoded;
    decoded.picture = {image->planes[VPX_PLANE_Y], image->planes[VPX_PLANE_U], image->planes[VPX_PLANE_V],
                       image->stride[VPX_PLANE_Y], image->stride[VPX_PLANE_U], width, height};
    return decoded;
  }

 private:
  static bool isLegal(int width, int height) {
    return width >= MIN_SIDE && height >= MIN_SIDE && width <= MAX_SCREEN_SIDE && height <= MAX_SCREEN_SIDE &&
           width * height <= MAX_SCREEN_AREA;
  }

  /** Before the decoder makes room for it. */
  static bool isKeyFrameOfLegalSize(const uint8_t *frame, size_t length) {
    if (length < KEY_FRAME_HEADER_BYTES) return false;
    if (frame[3] != 0x9d || frame[4] != 0x01 || frame[5] != 0x2a) return false;
    // The upper two bits are a scale that no sender uses and decoders ignore.
    const int width = (frame[6] | frame[7] << 8) & 0x3fff;
    const int height = (frame[8] | frame[9] << 8) & 0x3fff;
    return isLegal(width, height);
  }

  vpx_codec_ctx_t codec_{};
  bool hasKeyFrame_ = false;
};

}  // namespace

std::unique_ptr<Decoder> openVp8Decoder() { return std::make_unique<Vp8Decoder>(); }
