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

/** SIP_MAX_ROOMS is at most so many; all may be in one meeting, and the cards of all are drawn by one compositor. */
constexpr size_t MAX_ROOMS = 100;
/** The camera and the slides of each room, and what the rooms see of the others. */
constexpr size_t MAX_SOURCES = 2 * MAX_ROOMS + 64;
/** Rooms that are sent the same size share their words: some hundred for each size. */
constexpr size_t MAX_BITMAPS = 1024;
constexpr size_t MAX_BITMAP_BYTES_TOTAL = 64'000'000;
/** What a room sees, and the slides beside it. */
constexpr size_t MAX_CANVASES = 2 * MAX_ROOMS;
/** One for each canvas; and for the meeting three layers of a room's camera, and one of its slides. */
constexpr size_t MAX_ENCODERS = MAX_CANVASES + 4 * MAX_ROOMS;
constexpr size_t MAX_TILES = 32;
constexpr size_t MAX_OVERLAYS = 128;

constexpr uint32_t MIN_BITRATE = 16'000;
constexpr uint32_t MAX_BITRATE = 20'000'000;
constexpr uint32_t MAX_FRAME_RATE = 60;
constexpr uint32_t MIN_SLICE_BYTES = 400;
constexpr uint32_t MAX_SLICE_BYTES = 60'000;

/**
 * Of everything. A room takes about 100 MB, with slides 200: enough for the twenty to forty that are more than a core can
 * serve. A compositor that reaches it goes without what does not fit, or ends and is started again.
 */
constexpr size_t MAX_ADDRESS_SPACE = size_t{4} << 30;

/** Of what is drawn or encoded. */
inline bool isCanvasSize(int width, int height) {
  return width >= MIN_SIDE && height >= MIN_SIDE && width <= MAX_SIDE && height <= MAX_SIDE &&
         width * height <= MAX_AREA && width % 2 == 0 && height % 2 == 0;
}
