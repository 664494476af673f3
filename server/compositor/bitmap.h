// A small picture with transparency that is drawn over others: a name, a mark, a card.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "picture.h"

class Bitmap {
 public:
  /** @param rgba premultiplied by alpha, without padding. Width and height are even. */
  Bitmap(int width, int height, const uint8_t *rgba);

  /** Draws it with its upper left corner at an even place, and only what lies within the picture. */
  void drawOver(Picture &picture, int x, int y) const;

  size_t bytes() const { return 2 * luma_.size() + 3 * u_.size(); }

 private:
  int width_;
  int height_;
  /** Y, U and V premultiplied by alpha, so that they are only added; and what is left of the picture below. */
  std::vector<uint8_t> luma_;
  std::vector<uint8_t> u_;
  std::vector<uint8_t> v_;
  std::vector<uint8_t> alpha_;
  /** Alpha of four pixels, for chroma. */
  std::vector<uint8_t> chromaAlpha_;
};

struct Yuv {
  uint8_t y;
  uint8_t u;
  uint8_t v;
};

/** BT.601 in video range. The colour is premultiplied by `alpha`, and so is what is returned. */
Yuv toYuv(int red, int green, int blue, int alpha);
