// Draws the background and the tiles.
#include "canvas.h"

#include <libyuv.h>

#include <algorithm>

namespace {

struct Rectangle {
  int x;
  int y;
  int width;
  int height;
};

int even(int value) { return value & ~1; }

/** The largest part of `of` with the shape width : height, in its middle. */
Rectangle middle(const Rectangle &of, int width, int height) {
  Rectangle part = of;
  if (int64_t{of.width} * height > int64_t{of.height} * width)
    part.width = std::max(2, even(static_cast<int>(int64_t{of.height} * width / height)));
  else
    part.height = std::max(2, even(static_cast<int>(int64_t{of.width} * height / width)));
  part.x += even((of.width - part.width) / 2);
  part.y += even((of.height - part.height) / 2);
  return part;
}

}  // namespace

void fill(Picture &canvas, const Scene &scene) {
  const Yuv colour = toYuv(scene.red, scene.green, scene.blue, 255);
  libyuv::I420Rect(canvas.y(), canvas.yStride(), canvas.u(), canvas.uvStride(), canvas.v(), canvas.uvStride(), 0, 0,
                   canvas.width(), canvas.height(), colour.y, colour.u, colour.v);
}

void drawTile(Picture &canvas, const Tile &tile, const PictureView &picture) {
  Rectangle from{0, 0, picture.width, picture.height};
  Rectangle to{tile.x, tile.y, tile.width, tile.height};
  if (tile.fit == Fit::Cover) from = middle(from, tile.width, tile.height);
  else to = middle(to, picture.width, picture.height);

  const int fromLuma = from.y * picture.yStride + from.x;
  const int fromChroma = from.y / 2 * picture.uvStride + from.x / 2;
  const int toLuma = to.y * canvas.yStride() + to.x;
  const int toChroma = to.y / 2 * canvas.uvStride() + to.x / 2;
  libyuv::I420Scale(picture.y + fromLuma, picture.yStride, picture.u + fromChroma, picture.uvStride,
                    picture.v + fromChroma, picture.uvStride, from.width, from.height, canvas.y() + toLuma,
                    canvas.yStride(), canvas.u() + toChroma, canvas.uvStride(), canvas.v() + toChroma,
                    canvas.uvStride(), to.width, to.height, libyuv::kFilterBox);
}
