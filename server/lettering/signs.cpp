// The signs and boxes of the pictures: small drawings without words.
#include "signs.h"

#include <cmath>

namespace {

/** A stroke from corner to corner, with a gap around it. */
void strikeThrough(cairo_t* cairo) {
  cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
  cairo_set_line_width(cairo, 5.4);
  cairo_move_to(cairo, 3, 3);
  cairo_line_to(cairo, 21, 21);
  cairo_stroke(cairo);
  cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);
  cairo_set_line_width(cairo, 2.2);
  cairo_move_to(cairo, 3, 3);
  cairo_line_to(cairo, 21, 21);
  cairo_stroke(cairo);
}

void microphoneOff(cairo_t* cairo) {
  roundedBox(cairo, 8.5, 1.5, 7, 13, 3.5);
  cairo_fill(cairo);
  cairo_new_path(cairo);
  cairo_arc(cairo, 12, 11, 7, 0, M_PI);
  cairo_stroke(cairo);
  cairo_move_to(cairo, 12, 18);
  cairo_line_to(cairo, 12, 22);
  cairo_stroke(cairo);
  strikeThrough(cairo);
}

/** A handset: a bow with an ear piece and a mouth piece. */
void telephone(cairo_t* cairo) {
  cairo_translate(cairo, 12, 12);
  cairo_rotate(cairo, -M_PI / 4);
  cairo_translate(cairo, -12, -12);
  cairo_set_line_width(cairo, 4);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
  cairo_move_to(cairo, 3.5, 12);
  cairo_curve_to(cairo, 6, 19.5, 18, 19.5, 20.5, 12);
  cairo_stroke(cairo);
  roundedBox(cairo, 1, 8, 6.5, 6, 1.6);
  roundedBox(cairo, 16.5, 8, 6.5, 6, 1.6);
  cairo_fill(cairo);
}

void cameraOff(cairo_t* cairo) {
  roundedBox(cairo, 2, 6, 13.5, 12, 2.5);
  cairo_fill(cairo);
  cairo_move_to(cairo, 17, 11);
  cairo_line_to(cairo, 22, 7.5);
  cairo_line_to(cairo, 22, 16.5);
  cairo_line_to(cairo, 17, 13);
  cairo_close_path(cairo);
  cairo_fill_preserve(cairo);
  cairo_set_line_width(cairo, 1.2);
  cairo_stroke(cairo);
  strikeThrough(cairo);
}

/** Two shapes that lean towards each other: as in client/src/parts/Brand.tsx, whose grid has 32 steps. */
void productMark(cairo_t* cairo) {
  cairo_scale(cairo, 24.0 / 32, 24.0 / 32);
  cairo_arc(cairo, 10.5, 11.5, 8.5, M_PI / 2, 2 * M_PI);
  cairo_line_to(cairo, 19, 20);
  cairo_close_path(cairo);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 0xe0 / 255.0, 0xa5 / 255.0, 0x3c / 255.0);
  cairo_arc(cairo, 21.5, 20.5, 8.5, -M_PI / 2, M_PI);
  cairo_line_to(cairo, 13, 12);
  cairo_close_path(cairo);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 0xf2 / 255.0, 0xf6 / 255.0, 0xf4 / 255.0);
  cairo_rectangle(cairo, 13, 12, 6, 8);
  cairo_fill(cairo);
}

}  // namespace

Image drawSign(RequestReader& request) {
  const uint32_t sign = request.number(1);
  const int size = int(request.number(2));
  const uint32_t colour = request.number(4);
  if (!request.isWhole || sign > 3 || !fits(size, size)) return {};
  Canvas canvas(size, size);
  cairo_t* cairo = canvas.cairo;
  cairo_scale(cairo, size / 24.0, size / 24.0);
  cairo_set_line_width(cairo, 2.2);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  setColour(cairo, colour);
  if (sign == 0) microphoneOff(cairo);
  if (sign == 1) telephone(cairo);
  if (sign == 2) cameraOff(cairo);
  if (sign == 3) productMark(cairo);
  return canvas.image();
}

Image drawBox(RequestReader& request) {
  const int width = int(request.number(2));
  const int height = int(request.number(2));
  const int radius = int(request.number(2));
  const uint32_t colour = request.number(4);
  if (!request.isWhole || !fits(width, height)) return {};
  Canvas canvas(width, height);
  roundedBox(canvas.cairo, 0, 0, width, height, radius);
  setColour(canvas.cairo, colour);
  cairo_fill(canvas.cairo);
  return canvas.image();
}
