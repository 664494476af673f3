// Takes over decoded pictures.
#include "picture.h"

#include <libyuv.h>

#include "limits.h"

namespace {

void scale(const PictureView &from, Picture &to) {
  libyuv::I420Scale(from.y, from.yStride, from.u, from.uvStride, from.v, from.uvStride, from.width, from.height, to.y(),
                    to.yStride(), to.u(), to.uvStride(), to.v(), to.uvStride(), to.width(), to.height(),
                    libyuv::kFilterBox);
}

void rotate(const PictureView &from, Picture &to, libyuv::RotationMode mode) {
  libyuv::I420Rotate(from.y, from.yStride, from.u, from.uvStride, from.v, from.uvStride, to.y(), to.yStride(), to.u(),
                     to.uvStride(), to.v(), to.uvStride(), from.width, from.height, mode);
}

}  // namespace

void Picture::take(const PictureView &from, int rotation) {
  int divisor = 1;
  while ((from.width / divisor) * (from.height / divisor) > MAX_AREA) divisor *= 2;

  PictureView fitting = from;
  Picture smaller;
  if (divisor > 1) {
    smaller.resize(from.width / divisor, from.height / divisor);
    scale(from, smaller);
    fitting = smaller.view();
  }
  const bool isOnItsSide = rotation == 90 || rotation == 270;
  resize(isOnItsSide ? fitting.height : fitting.width, isOnItsSide ? fitting.width : fitting.height);
  rotate(fitting, *this, static_cast<libyuv::RotationMode>(rotation));
}
