// What one compositor accepts: pictures come from strangers, messages from a server that may have a bug.
#pragma once

#include <cstddef>
#include <cstdint>

/** Of an H.264 stream and of everything that is drawn or encoded: 1080p, in whatever shape. */
constexpr int MAX_SIDE = 1920;
constexpr int MAX_AREA = 1920 * 1088;
/** Of a VP8 stream: browsers send screens at their own size. Kept scaled down to MAX_AREA. */
constexpr int MAX_SCREEN_SIDE = 8192;
constexpr int MAX_SCREEN_AREA = 4096 * 2304;
constexpr int MIN_SIDE = 16;

/** Of one coded picture that comes in. */
constexpr size_t MAX_FRAME_BYTES = 2'000'000;
/** Of one message: a bitmap of the largest size is the longest. */
constexpr size_t MAX_MESSAGE_BYTES = size_t{MAX_AREA} * 4 + 64;

constexpr size_t MAX_SOURCES = 64;
constexpr size_t MAX_BITMAPS = 256;
constexpr size_t MAX_BITMAP_BYTES_TOTAL = 64'000'000;
/** One for each room: SIP_MAX_ROOMS is at most 100, and their cards are all drawn by one compositor. */
constexpr size_t MAX_CANVASES = 100;
constexpr size_t MAX_ENCODERS = 100;
constexpr size_t MAX_TILES = 32;
constexpr size_t MAX_OVERLAYS = 128;

constexpr uint32_t MIN_BITRATE = 16'000;
constexpr uint32_t MAX_BITRATE = 20'000'000;
constexpr uint32_t MAX_FRAME_RATE = 60;
constexpr uint32_t MIN_SLICE_BYTES = 400;
constexpr uint32_t MAX_SLICE_BYTES = 60'000;

/** Of everything: the largest legal use of the above stays far below. */
constexpr size_t MAX_ADDRESS_SPACE = size_t{1} << 30;

/** Of what is drawn or encoded. */
inline bool isCanvasSize(int width, int height) {
  return width >= MIN_SIDE && height >= MIN_SIDE && width <= MAX_SIDE && height <= MAX_SIDE &&
         width * height <= MAX_AREA && width % 2 == 0 && height % 2 == 0;
}
