// Decodes H.264 from constrained baseline to high, without interlacing, with OpenH264.
#include <wels/codec_api.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "decoder.h"
#include "h264Parameters.h"
#include "limits.h"

namespace {

constexpr uint8_t START_CODE[] = {0, 0, 0, 1};

class H264Decoder : public Decoder {
 public:
  H264Decoder() {
    if (WelsCreateDecoder(&codec_) != 0 || codec_ == nullptr) throw std::runtime_error("OpenH264 has no decoder");
    int level = WELS_LOG_QUIET;
    codec_->SetOption(DECODER_OPTION_TRACE_LEVEL, &level);
    SDecodingParam parameters{};
    parameters.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
    // What is missing is taken from the picture before it, moved as its neighbours are; a new size starts clean.
    parameters.eEcActiveIdc = ERROR_CON_SLICE_MV_COPY_CROSS_IDR_FREEZE_RES_CHANGE;
    if (codec_->Initialize(&parameters) != 0) throw std::runtime_error("OpenH264's decoder does not start");
  }

  ~H264Decoder() override {
    codec_->Uninitialize();
    WelsDestroyDecoder(codec_);
  }

  Decoded decode(const uint8_t *frame, size_t length) override {
    Decoded decoded;
    decoded.isDamaged = !select(frame, length, decoded);
    if (selected_.empty()) return decoded;

    uint8_t *planes[3] = {};
    SBufferInfo info{};
    const DECODING_STATE state =
        codec_->DecodeFrameNoDelay(selected_.data(), static_cast<int>(selected_.size()), planes, &info);
    decoded.isDamaged = decoded.isDamaged || state != dsErrorFree;
    if (!hasBSlices_) {
      takeHeldBack(planes, info);
      // It waits for slices that were lost.
      decoded.isDamaged = decoded.isDamaged || info.iBufferStatus != 1;
    }
    const SSysMEMBuffer &buffer = info.UsrData.sSystemBuffer;
    if (info.iBufferStatus != 1 || planes[0] == nullptr || planes[1] == nullptr || planes[2] == nullptr) return decoded;
    if (buffer.iWidth < MIN_SIDE || buffer.iHeight < MIN_SIDE || buffer.iWidth * buffer.iHeight > MAX_AREA)
      return decoded;
    decoded.picture = {planes[0],         planes[1],     planes[2],     buffer.iStride[0],
                       buffer.iStride[1], buffer.iWidth, buffer.iHeight};
    return decoded;
  }

 private:
  /**
   * Keeps what a plain picture is made of; the rest, of other profiles and of scalable coding, only adds code to attack.
   * @returns false where the access unit cannot be decoded whole.
   */
  bool select(const uint8_t *frame, size_t length, Decoded &decoded) {
    selected_.clear();
    NalUnits units(frame, length);
    bool hasSlices = false;
    bool hasSps = false;
    bool hasPps = false;
    bool isWhole = true;
    for (NalUnit unit{}; units.next(unit);) {
      const NalType type = unit.type();
      const bool isSlice = type == NalType::Slice || type == NalType::IdrSlice;
      if (!isSlice && type != NalType::Sps && type != NalType::Pps) continue;
      if (type == NalType::Sps) {
        isSizeLegal_ = isLegalSps(unit);
        isWhole = isWhole && isSizeLegal_;
      }
      // Without a legal size nothing is decoded until there is one.
      if (!isSizeLegal_) continue;
      decoded.isKeyFrame = decoded.isKeyFrame || type == NalType::IdrSlice;
      hasSps = hasSps || type == NalType::Sps;
      hasPps = hasPps || type == NalType::Pps;
      hasSlices = hasSlices || isSlice;
      // Judged anew from each key frame on: a damaged header may have said so.
      if (isSlice) hasBSlices_ = type == NalType::Slice && (hasBSlices_ || isBSlice(unit));
      selected_.insert(selected_.end(), std::begin(START_CODE), std::end(START_CODE));
      selected_.insert(selected_.end(), unit.data, unit.data + unit.length);
    }
    decoded.isSelfContained = decoded.isKeyFrame && hasSps && hasPps;
    return isWhole && hasSlices;
  }

  /** In profiles with B slices OpenH264 is a picture late, also for those who send none, as everybody who is live. */
  void takeHeldBack(uint8_t *(&planes)[3], SBufferInfo &info) {
    int held = 0;
    codec_->GetOption(DECODER_OPTION_NUM_OF_FRAMES_REMAINING_IN_BUFFER, &held);
    for (; held > 0; held -= 1) {
      uint8_t *newer[3] = {};
      SBufferInfo newerInfo{};
      codec_->FlushFrame(newer, &newerInfo);
      if (newerInfo.iBufferStatus != 1) return;
      std::copy(std::begin(newer), std::end(newer), std::begin(planes));
      info = newerInfo;
    }
  }

  ISVCDecoder *codec_ = nullptr;
  std::vector<uint8_t> selected_;
  bool isSizeLegal_ = false;
  bool hasBSlices_ = false;
};

}  // namespace

std::unique_ptr<Decoder> openH264Decoder() { return std::make_unique<H264Decoder>(); }
