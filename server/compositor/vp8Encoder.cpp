// Encodes VP8 in real time with libvpx, with the settings of WebRTC: key frames on demand only.
#include <vpx/vp8cx.h>
#include <vpx/vpx_encoder.h>

#include <stdexcept>

#include "encoder.h"

namespace {

/** RTP's clock, so that the frame rate may change. */
constexpr int CLOCK_RATE = 90'000;
constexpr int SPEED = -6;
constexpr unsigned BUFFER_MS = 500;
/** A key frame may take the bits of so many hundredths of a picture. */
constexpr unsigned MAX_KEY_FRAME_PERCENT = 500;

class Vp8Encoder : public Encoder {
 public:
  explicit Vp8Encoder(const EncoderOptions &options) : frameRate_(options.frameRate) {
    if (vpx_codec_enc_config_default(vpx_codec_vp8_cx(), &config_, 0) != VPX_CODEC_OK)
      throw std::runtime_error("libvpx has no VP8 encoder");
    config_.g_w = static_cast<unsigned>(options.width);
    config_.g_h = static_cast<unsigned>(options.height);
    config_.g_timebase = {1, CLOCK_RATE};
    config_.g_threads = 1;
    config_.g_lag_in_frames = 0;
    config_.g_pass = VPX_RC_ONE_PASS;
    config_.rc_end_usage = VPX_CBR;
    config_.rc_target_bitrate = kilobits(options.bitrate);
    config_.rc_min_quantizer = 2;
    config_.rc_max_quantizer = 56;
    config_.rc_undershoot_pct = 100;
    config_.rc_overshoot_pct = 15;
    config_.rc_buf_sz = BUFFER_MS;
    config_.rc_buf_initial_sz = BUFFER_MS / 2;
    config_.rc_buf_optimal_sz = BUFFER_MS * 3 / 5;
    config_.rc_dropframe_thresh = 30;
    config_.rc_resize_allowed = 0;
    config_.kf_mode = VPX_KF_DISABLED;
    if (vpx_codec_enc_init(&codec_, vpx_codec_vp8_cx(), &config_, 0) != VPX_CODEC_OK)
      throw std::runtime_error("libvpx refuses the encoder's options");
    vpx_codec_control(&codec_, VP8E_SET_CPUUSED, SPEED);
    vpx_codec_control(&codec_, VP8E_SET_STATIC_THRESHOLD, 1u);
    vpx_codec_control(&codec_, VP8E_SET_TOKEN_PARTITIONS, VP8_ONE_TOKENPARTITION);
    vpx_codec_control(&codec_, VP8E_SET_MAX_INTRA_BITRATE_PCT, MAX_KEY_FRAME_PERCENT);
    vpx_codec_control(&codec_, VP8E_SET_NOISE_SENSITIVITY, 0u);
  }

  ~Vp8Encoder() override { vpx_codec_destroy(&codec_); }

  void encode(const PictureView &picture, bool isKeyFrameWanted, Encoded &encoded) override {
    encoded.data.clear();
    vpx_image_t image{};
    vpx_img_wrap(&image, VPX_IMG_FMT_I420, config_.g_w, config_.g_h, 1, const_cast<uint8_t *>(picture.y));
    image.planes[VPX_PLANE_Y] = const_cast<uint8_t *>(picture.y);
    image.planes[VPX_PLANE_U] = const_cast<uint8_t *>(picture.u);
    image.planes[VPX_PLANE_V] = const_cast<uint8_t *>(picture.v);
    image.stride[VPX_PLANE_Y] = picture.yStride;
    image.stride[VPX_PLANE_U] = image.stride[VPX_PLANE_V] = picture.uvStride;

    const unsigned long duration = CLOCK_RATE / frameRate_;
    const vpx_enc_frame_flags_t flags = isKeyFrameWanted ? VPX_EFLAG_FORCE_KF : 0;
    const vpx_codec_err_t result = vpx_codec_encode(&codec_, &image, timestamp_, duration, flags, VPX_DL_REALTIME);
    timestamp_ += static_cast<vpx_codec_pts_t>(duration);
    if (result != VPX_CODEC_OK) return;
    vpx_codec_iter_t iterator = nullptr;
    while (const vpx_codec_cx_pkt_t *packet = vpx_codec_get_cx_data(&codec_, &iterator)) {
      if (packet->kind != VPX_CODEC_CX_FRAME_PKT) continue;
      const auto *data = static_cast<const uint8_t *>(packet->data.frame.buf);
      encoded.data.insert(encoded.data.end(), data, data + packet->data.frame.sz);
      encoded.isKeyFrame = (packet->data.frame.flags & VPX_FRAME_IS_KEY) != 0;
    }
  }

  void change(uint32_t bitrate, uint32_t frameRate) override {
    if (frameRate != 0) frameRate_ = frameRate;
    if (bitrate == 0) return;
    config_.rc_target_bitrate = kilobits(bitrate);
    vpx_codec_enc_config_set(&codec_, &config_);
  }

 private:
  static unsigned kilobits(uint32_t bitrate) { return (bitrate + 500) / 1000; }

  vpx_codec_ctx_t codec_{};
  vpx_codec_enc_cfg_t config_{};
  uint32_t frameRate_;
  vpx_codec_pts_t timestamp_ = 0;
};

}  // namespace

std::unique_ptr<Encoder> openVp8Encoder(const EncoderOptions &options) { return std::make_unique<Vp8Encoder>(options); }
