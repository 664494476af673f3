// A bitmap to draw on with Cairo, and the image that it becomes.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <vector>

/** Premultiplied RGBA. */
struct Image {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> rgba;
};

/** A Cairo surface that becomes an image. */
class Canvas {
 public:
  /** Odd sizes become even, since colour has half the resolution in pictures. */
  Canvas(int width, int height)
      : width_(width + width % 2),
        height_(height + height % 2),
        surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_, height_)),
        cairo(cairo_create(surface_)) {}
  ~Canvas() {
    cairo_destroy(cairo);
    cairo_surface_destroy(surface_);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /** Empty where drawing has failed. */
  Image image();

 private:
  int width_;
  int height_;
  cairo_surface_t* surface_;

 public:
  cairo_t* cairo;
};

/** Whether an image may be so large. */
bool fits(int width, int height);

/** @param colour 0xRRGGBBAA */
void setColour(cairo_t* cairo, uint32_t colour);

/** Adds a path. */
void roundedBox(cairo_t* cairo, double x, double y, double width, double height, double radius);
