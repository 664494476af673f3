// A bitmap to draw on with Cairo, and the image that it becomes.
#include "canvas.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace {

constexpr int kMaxSide = 4'096;
constexpr int kMaxPixels = 1'920 * 1'200;

}  // namespace

Image Canvas::image() {
  cairo_surface_flush(surface_);
  const uint8_t* data = cairo_image_surface_get_data(surface_);
  if (data == nullptr || cairo_status(cairo) != CAIRO_STATUS_SUCCESS) return {};
  const int stride = cairo_image_surface_get_stride(surface_);
  Image image{width_, height_, std::vector<uint8_t>(size_t(width_) * height_ * 4)};
  uint8_t* to = image.rgba.data();
  for (int y = 0; y < height_; y++) {
    for (int x = 0; x < width_; x++, to += 4) {
      uint32_t pixel;  // Premultiplied ARGB in the machine's byte order.
      memcpy(&pixel, data + size_t(y) * stride + size_t(x) * 4, 4);
      to[0] = uint8_t(pixel >> 16);
      to[1] = uint8_t(pixel >> 8);
      to[2] = uint8_t(pixel);
      to[3] = uint8_t(pixel >> 24);
    }
  }
  return image;
}

bool fits(int width, int height) {
  return width > 0 && height > 0 && width <= kMaxSide && height <= kMaxSide &&
         width * height <= kMaxPixels;
}

void setColour(cairo_t* cairo, uint32_t colour) {
  cairo_set_source_rgba(cairo, ((colour >> 24) & 255) / 255.0, ((colour >> 16) & 255) / 255.0,
                        ((colour >> 8) & 255) / 255.0, (colour & 255) / 255.0);
}

void roundedBox(cairo_t* cairo, double x, double y, double width, double height, double radius) {
  radius = std::min({radius, width / 2, height / 2});
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - radius, y + radius, radius, -M_PI / 2, 0);
  cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, M_PI / 2);
  cairo_arc(cairo, x + radius, y + height - radius, radius, M_PI / 2, M_PI);
  cairo_arc(cairo, x + radius, y + radius, radius, M_PI, 3 * M_PI / 2);
  cairo_close_path(cairo);
}
