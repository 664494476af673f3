// Encodes H.264, constrained baseline or high, with OpenH264: key frames on demand only, parameter sets with each.
#include <wels/codec_api.h>

#include <algorithm>
#include <stdexcept>

#include "encoder.h"

namespace {

struct Level {
  ELevelIdc level;
  uint32_t maxMacroblocksPerSecond;
  uint32_t maxFrameMacroblocks;
  uint32_t maxBitrate;
};

/** H.264 table A-1, from the first one that a room may be limited to. */
constexpr Level LEVELS[] = {
    {LEVEL_1_2, 6'000, 396, 384'000},         {LEVEL_1_3, 11'880, 396, 768'000},
    {LEVEL_2_0, 11'880, 396, 2'000'000},      {LEVEL_2_1, 19'800, 792, 4'000'000},
    {LEVEL_2_2, 20'250, 1'620, 4'000'000},    {LEVEL_3_0, 40'500, 1'620, 10'000'000},
    {LEVEL_3_1, 108'000, 3'600, 14'000'000},  {LEVEL_3_2, 216'000, 5'120, 20'000'000},
    {LEVEL_4_0, 245'760, 8'192, 20'000'000},  {LEVEL_4_2, 522'240, 8'704, 50'000'000},
};

constexpr int MIN_QP = 12;
constexpr int MAX_QP = 51;
/** A key frame may take the bits of so many hundredths of a picture. */
constexpr int KEY_FRAME_PERCENT = 200;
/**
 * OpenH264 keeps to the bitrate, but only pays back slowly what a key frame took. Where that is more than a second's
 * worth, or the pictures stay beyond the allowance, as noise that MAX_QP does not tame, some are skipped.
 */
constexpr double MAX_DEBT_SECONDS = 1;
constexpr double ALLOWANCE = 1.25;

ELevelIdc lowestLevel(const EncoderOptions &options) {
  const auto macroblocks = static_cast<uint32_t>((options.width + 15) / 16 * ((options.height + 15) / 16));
  for (const Level &one : LEVELS)
    if (macroblocks <= one.maxFrameMacroblocks && macroblocks * options.frameRate <= one.maxMacroblocksPerSecond &&
        options.bitrate <= one.maxBitrate)
      return one.level;
  return LEVEL_4_2;
}

class H264Encoder : public Encoder {
 public:
  explicit H264Encoder(const EncoderOptions &options) {
    if (WelsCreateSVCEncoder(&codec_) != 0 || codec_ == nullptr) throw std::runtime_error("OpenH264 has no encoder");
    int level = WELS_LOG_QUIET;
    codec_->SetOption(ENCODER_OPTION_TRACE_LEVEL, &level);
    const SEncParamExt parameters = parametersFor(options);
    if (codec_->InitializeExt(&parameters) != cmResultSuccess) {
      WelsDestroySVCEncoder(codec_);
      throw std::runtime_error("OpenH264 refuses the encoder's options");
    }
    frameRate_ = options.frameRate;
    bitrate_ = options.bitrate;
  }

  ~H264Encoder() override {
    codec_->Uninitialize();
    WelsDestroySVCEncoder(codec_);
  }

  void encode(const PictureView &picture, bool isKeyFrameWanted, Encoded &encoded) override {
    encoded.data.clear();
    timestampMs_ += 1000.0 / frameRate_;
    debtBits_ = std::max(0.0, debtBits_ - ALLOWANCE * bitrate_ / frameRate_);
    if (!isKeyFrameWanted && debtBits_ > MAX_DEBT_SECONDS * bitrate_) return;

    if (isKeyFrameWanted) codec_->ForceIntraFrame(true);
    SSourcePicture source{};
    source.iColorFormat = videoFormatI420;
    source.iPicWidth = picture.width;
    source.iPicHeight = picture.height;
    source.iStride[0] = picture.yStride;
    source.iStride[1] = source.iStride[2] = picture.uvStride;
    source.pData[0] = const_cast<uint8_t *>(picture.y);
    source.pData[1] = const_cast<uint8_t *>(picture.u);
    source.pData[2] = const_cast<uint8_t *>(picture.v);
    source.uiTimeStamp = static_cast<long long>(timestampMs_);

    SFrameBSInfo info{};
    if (codec_->EncodeFrame(&source, &info) != cmResultSuccess) return;
    if (info.eFrameType == videoFrameTypeInvalid || info.eFrameType == videoFrameTypeSkip) return;
    encoded.isKeyFrame = info.eFrameType == videoFrameTypeIDR;
    for (int layer = 0; layer < info.iLayerNum; layer += 1) append(info.sLayerInfo[layer], encoded.data);
    debtBits_ += double(encoded.data.size()) * 8;
  }

  void change(uint32_t bitrate, uint32_t frameRate) override {
    if (frameRate != 0) {
      frameRate_ = frameRate;
      auto rate = static_cast<float>(frameRate);
      codec_->SetOption(ENCODER_OPTION_FRAME_RATE, &rate);
    }
    if (bitrate != 0) {
      bitrate_ = bitrate;
      debtBits_ = std::min(debtBits_, MAX_DEBT_SECONDS * bitrate_);
      SBitrateInfo info{SPATIAL_LAYER_ALL, static_cast<int>(bitrate)};
      codec_->SetOption(ENCODER_OPTION_BITRATE, &info);
    }
  }

 private:
  SEncParamExt parametersFor(const EncoderOptions &options) {
    SEncParamExt parameters{};
    codec_->GetDefaultParams(&parameters);
    parameters.iUsageType = CAMERA_VIDEO_REAL_TIME;
    parameters.iPicWidth = options.width;
    parameters.iPicHeight = options.height;
    parameters.iTargetBitrate = static_cast<int>(options.bitrate);
    parameters.iMaxBitrate = UNSPECIFIED_BIT_RATE;
    parameters.iRCMode = RC_BITRATE_MODE;
    parameters.fMaxFrameRate = static_cast<float>(options.frameRate);
    parameters.iTemporalLayerNum = 1;
    parameters.iSpatialLayerNum = 1;
    parameters.iComplexityMode = LOW_COMPLEXITY;
    parameters.uiIntraPeriod = 0;
    parameters.iNumRefFrame = 1;
    parameters.eSpsPpsIdStrategy = CONSTANT_ID;
    parameters.bPrefixNalAddingCtrl = false;
    parameters.bEnableSSEI = false;
    // Coarser pictures instead of missing ones: the default, 42, is not coarse enough for a noisy camera.
    parameters.bEnableFrameSkip = false;
    parameters.iMinQp = MIN_QP;
    parameters.iMaxQp = MAX_QP;
    parameters.iIdrBitrateRatio = KEY_FRAME_PERCENT;
    parameters.bEnableLongTermReference = false;
    parameters.iMultipleThreadIdc = 1;
    parameters.bEnableDenoise = false;
    parameters.bEnableBackgroundDetection = true;
    parameters.bEnableAdaptiveQuant = true;
    // A cut to another person must not become a key frame of its own: the stream has them on demand.
    parameters.bEnableSceneChangeDetect = false;
    parameters.iEntropyCodingModeFlag = options.isHighProfile ? 1 : 0;

    SSpatialLayerConfig &layer = parameters.sSpatialLayers[0];
    layer.iVideoWidth = options.width;
    layer.iVideoHeight = options.height;
    layer.fFrameRate = parameters.fMaxFrameRate;
    layer.iSpatialBitrate = parameters.iTargetBitrate;
    layer.iMaxSpatialBitrate = UNSPECIFIED_BIT_RATE;
    layer.uiProfileIdc = options.isHighProfile ? PRO_HIGH : PRO_BASELINE;
    layer.uiLevelIdc = lowestLevel(options);
    // The colours of VP8 (RFC 6386 §9.2), in which everything is composed: BT.601.
    layer.bVideoSignalTypePresent = true;
    layer.uiVideoFormat = VF_UNDEF;
    layer.bFullRange = false;
    layer.bColorDescriptionPresent = true;
    layer.uiColorPrimaries = CP_SMPTE170M;
    layer.uiTransferCharacteristics = TRC_SMPTE170M;
    layer.uiColorMatrix = CM_SMPTE170M;
    if (options.maxSliceBytes == 0) {
      layer.sSliceArgument.uiSliceMode = SM_SINGLE_SLICE;
    } else {
      layer.sSliceArgument.uiSliceMode = SM_SIZELIMITED_SLICE;
      layer.sSliceArgument.uiSliceSizeConstraint = options.maxSliceBytes;
      parameters.uiMaxNalSize = options.maxSliceBytes;
    }
    return parameters;
  }

  static void append(const SLayerBSInfo &layer, std::vector<uint8_t> &data) {
    size_t length = 0;
    for (int unit = 0; unit < layer.iNalCount; unit += 1) length += static_cast<size_t>(layer.pNalLengthInByte[unit]);
    data.insert(data.end(), layer.pBsBuf, layer.pBsBuf + length);
  }

  ISVCEncoder *codec_ = nullptr;
  uint32_t frameRate_ = 0;
  uint32_t bitrate_ = 0;
  /** What has been sent beyond the allowance, and not been saved since. */
  double debtBits_ = 0;
  double timestampMs_ = 0;
};

}  // namespace

std::unique_ptr<Encoder> openH264Encoder(const EncoderOptions &options) {
  return std::make_unique<H264Encoder>(options);
}
