// A picture in memory: I420, that is a plane of luma and two of chroma at half the width and height.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/** Planes that belong to somebody else: a decoder, or a Picture. */
struct PictureView {
  const uint8_t *y = nullptr;
  const uint8_t *u = nullptr;
  const uint8_t *v = nullptr;
  int yStride = 0;
  int uvStride = 0;
  int width = 0;
  int height = 0;
};

class Picture {
 public:
  /** Keeps its memory unless it must grow. The content is undefined afterwards. */
  void resize(int width, int height) {
    width_ = width;
    height_ = height;
    bytes_.resize(lumaBytes() + 2 * chromaBytes());
  }

  bool isEmpty() const { return width_ == 0; }
  int width() const { return width_; }
  int height() const { return height_; }
  int yStride() const { return width_; }
  int uvStride() const { return (width_ + 1) / 2; }
  uint8_t *y() { return bytes_.data(); }
  uint8_t *u() { return bytes_.data() + lumaBytes(); }
  uint8_t *v() { return bytes_.data() + lumaBytes() + chromaBytes(); }

  PictureView view() { return {y(), u(), v(), yStride(), uvStride(), width_, height_}; }

  /**
   * Takes over a decoded picture: turned clockwise by 0, 90, 180 or 270 degrees, and scaled down by halves where it is
   * larger than MAX_AREA.
   */
  void take(const PictureView &from, int rotation);

 private:
  size_t lumaBytes() const { return size_t(width_) * size_t(height_); }
  size_t chromaBytes() const { return size_t(uvStride()) * size_t((height_ + 1) / 2); }

  int width_ = 0;
  int height_ = 0;
  std::vector<uint8_t> bytes_;
};
