// Handles the messages. Numbers of the same kind that are unknown by now, or not yet, are no error: nothing is drawn. Neither
// is one more than there is room for: who is too many goes without, and all others on.
#include "engine.h"

#include <cstdio>

#include "limits.h"

namespace {

// The types of the messages, as in server/src/picture/compositorMessages.ts.
constexpr uint8_t DECODE = 1;
constexpr uint8_t FORGET_SOURCE = 2;
constexpr uint8_t SET_BITMAP = 3;
constexpr uint8_t FORGET_BITMAP = 4;
constexpr uint8_t SET_SCENE = 5;
constexpr uint8_t FORGET_SCENE = 6;
constexpr uint8_t OPEN_ENCODER = 7;
constexpr uint8_t CHANGE_ENCODER = 8;
constexpr uint8_t ENCODE = 9;
constexpr uint8_t CLOSE_ENCODER = 10;
constexpr uint8_t DECODED = 1;
constexpr uint8_t ENCODED = 2;

constexpr uint8_t H264 = 0;
constexpr uint8_t VP8 = 1;

void require(bool isTrue, const char *what) {
  if (!isTrue) throw ProtocolError(what);
}

std::unique_ptr<Decoder> openDecoder(uint8_t codec) { return codec == H264 ? openH264Decoder() : openVp8Decoder(); }

/** For one more, unless it is there already. */
template <typename Things>
bool hasRoom(const Things &things, uint32_t key, size_t max) {
  return things.count(key) != 0 || things.size() < max;
}

/** @returns none where the library refuses the options. */
std::unique_ptr<Encoder> openedEncoder(uint8_t codec, const EncoderOptions &options) {
  try {
    return codec == H264 ? openH264Encoder(options) : openVp8Encoder(options);
  } catch (const std::runtime_error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return nullptr;
  }
}

void answerDecoded(uint32_t request, const PictureView &picture, bool needsKeyFrame) {
  MessageWriter answer(DECODED);
  answer.u32(request);
  answer.u8(picture.width > 0 ? 1 : 0);
  answer.u8(needsKeyFrame ? 1 : 0);
  answer.u16(static_cast<uint16_t>(picture.width));
  answer.u16(static_cast<uint16_t>(picture.height));
  writeMessage(answer);
}

}  // namespace

void Engine::handle(const std::vector<uint8_t> &bytes) {
  MessageReader message(bytes.data(), bytes.size());
  switch (message.u8()) {
    case DECODE:
      decode(message);
      break;
    case FORGET_SOURCE: {
      const uint32_t source = message.u32();
      if (sources_.erase(source) != 0) changed(source);
      break;
    }
    case SET_BITMAP:
      setBitmap(message);
      break;
    case FORGET_BITMAP:
      if (bitmaps_.erase(message.u32()) != 0)
        for (auto &one : canvases_) one.second.isComposed = false;
      break;
    case SET_SCENE:
      setScene(message);
      break;
    case FORGET_SCENE:
      canvases_.erase(message.u32());
      break;
    case OPEN_ENCODER:
      openEncoder(message);
      break;
    case CHANGE_ENCODER:
      changeEncoder(message);
      break;
    case ENCODE:
      encode(message);
      break;
    case CLOSE_ENCODER:
      encoders_.erase(message.u32());
      break;
    default:
      throw ProtocolError("a message has an unknown type");
  }
  message.end();
}

void Engine::decode(MessageReader &message) {
  const uint32_t request = message.u32();
  const uint32_t key = message.u32();
  const uint8_t codec = message.u8();
  require(codec <= VP8, "a codec is unknown");
  const uint32_t rotation = 90 * message.atMost(message.u8(), 3, "a rotation is unknown");
  size_t length = 0;
  const uint8_t *frame = message.rest(length);
  require(length <= MAX_FRAME_BYTES, "a frame is too long");
  if (!hasRoom(sources_, key, MAX_SOURCES)) return answerDecoded(request, {}, true);

  Source &source = sources_[key];
  if (!source.decoder || source.codec != codec) {
    source.decoder = openDecoder(codec);
    source.codec = codec;
    source.needsKeyFrame = true;
  }
  Decoded decoded = source.decoder->decode(frame, length);
  if (decoded.isDamaged && decoded.isSelfContained && source.needsKeyFrame) {
    // What came before may have left the decoder in a state that no key frame cures. Where a new one finds damage too, the old
    // one is kept as long as it gives pictures: it conceals what is missing, which takes a picture before it.
    std::unique_ptr<Decoder> fresh = openDecoder(codec);
    const Decoded again = fresh->decode(frame, length);
    if (!again.isDamaged || !source.hasPictures) {
      source.decoder = std::move(fresh);
      decoded = again;
    }
  }
  if (decoded.isDamaged) source.needsKeyFrame = true;
  else if (decoded.isKeyFrame) source.needsKeyFrame = false;
  if (decoded.isSelfContained) source.hasPictures = false;
  if (decoded.picture.width > 0) {
    source.hasPictures = true;
    source.picture.take(decoded.picture, static_cast<int>(rotation));
    changed(key);
  }
  answerDecoded(request, decoded.picture, source.needsKeyFrame);
}

void Engine::setBitmap(MessageReader &message) {
  const uint32_t key = message.u32();
  const int width = message.u16();
  const int height = message.u16();
  size_t length = 0;
  const uint8_t *rgba = message.rest(length);
  require(width >= 2 && height >= 2 && width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_AREA &&
              width % 2 == 0 && height % 2 == 0,
          "a bitmap has an impossible size");
  require(length == size_t(width) * size_t(height) * 4, "a bitmap has not as many bytes as pixels");
  bitmaps_.erase(key);
  Bitmap bitmap(width, height, rgba);
  size_t total = bitmap.bytes();
  for (const auto &one : bitmaps_) total += one.second.bytes();
  if (hasRoom(bitmaps_, key, MAX_BITMAPS) && total <= MAX_BITMAP_BYTES_TOTAL) bitmaps_.emplace(key, std::move(bitmap));
  for (auto &one : canvases_) one.second.isComposed = false;
}

void Engine::setScene(MessageReader &message) {
  const uint32_t key = message.u32();
  Scene scene;
  scene.width = message.u16();
  scene.height = message.u16();
  require(isCanvasSize(scene.width, scene.height), "a canvas has an impossible size");
  scene.red = message.u8();
  scene.green = message.u8();
  scene.blue = message.u8();
  scene.tiles.resize(message.atMost(message.u8(), MAX_TILES, "a scene has too many tiles"));
  for (Tile &tile : scene.tiles) {
    tile.source = message.u32();
    tile.x = message.u16();
    tile.y = message.u16();
    tile.width = message.u16();
    tile.height = message.u16();
    tile.fit = static_cast<Fit>(message.atMost(message.u8(), 1, "a fit is unknown"));
    require(tile.width >= 2 && tile.height >= 2 && tile.x + tile.width <= scene.width &&
                tile.y + tile.height <= scene.height,
            "a tile is not within its canvas");
    require(((tile.x | tile.y | tile.width | tile.height) & 1) == 0, "a tile has odd coordinates");
  }
  scene.overlays.resize(message.atMost(message.u8(), MAX_OVERLAYS, "a scene has too many overlays"));
  for (Overlay &overlay : scene.overlays) {
    overlay.bitmap = message.u32();
    overlay.x = message.i16();
    overlay.y = message.i16();
    require(((overlay.x | overlay.y) & 1) == 0, "an overlay has odd coordinates");
  }
  if (!hasRoom(canvases_, key, MAX_CANVASES)) return;
  Canvas &canvas = canvases_[key];
  canvas.scene = std::move(scene);
  canvas.isComposed = false;
}

void Engine::openEncoder(MessageReader &message) {
  const uint32_t key = message.u32();
  const uint8_t codec = message.u8();
  require(codec <= VP8, "a codec is unknown");
  OpenEncoder open;
  open.isOfCanvas = message.atMost(message.u8(), 1, "an input is unknown") == 0;
  open.input = message.u32();
  EncoderOptions options;
  options.width = message.u16();
  options.height = message.u16();
  require(isCanvasSize(options.width, options.height), "an encoder has an impossible size");
  options.bitrate = message.u32();
  require(options.bitrate >= MIN_BITRATE && options.bitrate <= MAX_BITRATE, "a bitrate is impossible");
  options.frameRate = message.u8();
  require(options.frameRate >= 1 && options.frameRate <= MAX_FRAME_RATE, "a frame rate is impossible");
  options.isHighProfile = message.atMost(message.u8(), 1, "a profile is unknown") == 1;
  options.maxSliceBytes = message.u16();
  require(options.maxSliceBytes == 0 ||
              (options.maxSliceBytes >= MIN_SLICE_BYTES && options.maxSliceBytes <= MAX_SLICE_BYTES),
          "a slice size is impossible");
  encoders_.erase(key);
  if (!hasRoom(encoders_, key, MAX_ENCODERS)) return;
  open.encoder = openedEncoder(codec, options);
  if (open.encoder == nullptr) return;
  open.scaled.resize(options.width, options.height);
  encoders_.emplace(key, std::move(open));
}

void Engine::changeEncoder(MessageReader &message) {
  const uint32_t key = message.u32();
  const uint32_t bitrate = message.u32();
  require(bitrate == 0 || (bitrate >= MIN_BITRATE && bitrate <= MAX_BITRATE), "a bitrate is impossible");
  const uint32_t frameRate = message.atMost(message.u8(), MAX_FRAME_RATE, "a frame rate is impossible");
  const auto found = encoders_.find(key);
  if (found != encoders_.end()) found->second.encoder->change(bitrate, frameRate);
}

void Engine::encode(MessageReader &message) {
  const uint32_t request = message.u32();
  const uint32_t key = message.u32();
  const bool isKeyFrameWanted = message.atMost(message.u8(), 1, "a flag is neither 0 nor 1") == 1;
  Encoded encoded;
  const auto found = encoders_.find(key);
  if (found != encoders_.end())
    if (const std::optional<PictureView> input = inputOf(found->second))
      found->second.encoder->encode(*input, isKeyFrameWanted, encoded);
  MessageWriter answer(ENCODED);
  answer.u32(request);
  answer.u8(encoded.isKeyFrame ? 1 : 0);
  answer.append(encoded.data);
  writeMessage(answer);
}

void Engine::changed(uint32_t source) {
  for (auto &one : canvases_)
    for (const Tile &tile : one.second.scene.tiles)
      if (tile.source == source) one.second.isComposed = false;
}

void Engine::compose(Canvas &canvas) {
  if (canvas.isComposed) return;
  canvas.picture.resize(canvas.scene.width, canvas.scene.height);
  fill(canvas.picture, canvas.scene);
  for (const Tile &tile : canvas.scene.tiles) {
    const auto source = sources_.find(tile.source);
    if (source == sources_.end() || source->second.picture.isEmpty()) continue;
    drawTile(canvas.picture, tile, source->second.picture.view());
  }
  for (const Overlay &overlay : canvas.scene.overlays) {
    const auto bitmap = bitmaps_.find(overlay.bitmap);
    if (bitmap != bitmaps_.end()) bitmap->second.drawOver(canvas.picture, overlay.x, overlay.y);
  }
  canvas.isComposed = true;
}

std::optional<PictureView> Engine::inputOf(OpenEncoder &open) {
  Picture *input = nullptr;
  if (open.isOfCanvas) {
    const auto canvas = canvases_.find(open.input);
    if (canvas == canvases_.end()) return std::nullopt;
    compose(canvas->second);
    input = &canvas->second.picture;
  } else {
    const auto source = sources_.find(open.input);
    if (source == sources_.end() || source->second.picture.isEmpty()) return std::nullopt;
    input = &source->second.picture;
  }
  Picture &scaled = open.scaled;
  if (input->width() == scaled.width() && input->height() == scaled.height()) return input->view();
  fill(scaled, Scene{});
  drawTile(scaled, {0, 0, 0, scaled.width(), scaled.height(), Fit::Contain}, input->view());
  return scaled.view();
}
