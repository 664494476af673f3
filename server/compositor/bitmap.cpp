// Converts a bitmap to I420 once, and blends it as often as it is shown.
#include "bitmap.h"

#include <algorithm>

namespace {

/** Bounded, since whoever made the bitmap may have forgotten to premultiply. */
void blendRow(uint8_t *to, const uint8_t *from, const uint8_t *alpha, int length) {
  for (int i = 0; i < length; i += 1)
    to[i] = static_cast<uint8_t>(std::min(255, from[i] + (to[i] * (255 - alpha[i]) + 127) / 255));
}

}  // namespace

Yuv toYuv(int red, int green, int blue, int alpha) {
  const auto clamp = [](int value) { return static_cast<uint8_t>(std::clamp(value, 0, 255)); };
  return {clamp((66 * red + 129 * green + 25 * blue + 16 * alpha * 256 / 255 + 128) >> 8),
          clamp((-38 * red - 74 * green + 112 * blue + 128 * alpha * 256 / 255 + 128) >> 8),
          clamp((112 * red - 94 * green - 18 * blue + 128 * alpha * 256 / 255 + 128) >> 8)};
}

Bitmap::Bitmap(int width, int height, const uint8_t *rgba) : width_(width), height_(height) {
  const size_t area = size_t(width) * size_t(height);
  luma_.resize(area);
  alpha_.resize(area);
  u_.resize(area / 4);
  v_.resize(area / 4);
  chromaAlpha_.resize(area / 4);
  for (size_t i = 0; i < area; i += 1) {
    const uint8_t *pixel = rgba + 4 * i;
    luma_[i] = toYuv(pixel[0], pixel[1], pixel[2], pixel[3]).y;
    alpha_[i] = pixel[3];
  }
  const size_t stride = size_t(width) * 4;
  for (size_t row = 0; row < size_t(height) / 2; row += 1)
    for (size_t column = 0; column < size_t(width) / 2; column += 1) {
      int sum[4];
      for (size_t channel = 0; channel < 4; channel += 1) {
        const uint8_t *pixel = rgba + 2 * row * stride + 8 * column + channel;
        sum[channel] = (pixel[0] + pixel[4] + pixel[stride] + pixel[stride + 4] + 2) / 4;
      }
      const Yuv colour = toYuv(sum[0], sum[1], sum[2], sum[3]);
      const size_t at = row * (size_t(width) / 2) + column;
      u_[at] = colour.u;
      v_[at] = colour.v;
      chromaAlpha_[at] = static_cast<uint8_t>(sum[3]);
    }
}

void Bitmap::drawOver(Picture &picture, int x, int y) const {
  const int left = std::max(0, x);
  const int right = std::min(picture.width(), x + width_);
  const int top = std::max(0, y);
  const int bottom = std::min(picture.height(), y + height_);
  if (left >= right) return;
  for (int row = top; row < bottom; row += 1) {
    const int from = (row - y) * width_ + left - x;
    blendRow(picture.y() + row * picture.yStride() + left, &luma_[size_t(from)], &alpha_[size_t(from)], right - left);
  }
  for (int row = top / 2; row < bottom / 2; row += 1) {
    const auto from = size_t((row - y / 2) * (width_ / 2) + (left - x) / 2);
    const int to = row * picture.uvStride() + left / 2;
    blendRow(picture.u() + to, &u_[from], &chromaAlpha_[from], (right - left) / 2);
    blendRow(picture.v() + to, &v_[from], &chromaAlpha_[from], (right - left) / 2);
  }
}
