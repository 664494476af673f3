// A picture that is composed of tiles and of bitmaps over them.
#pragma once

#include <cstdint>
#include <vector>

#include "bitmap.h"
#include "picture.h"

enum class Fit : uint8_t { Cover = 0, Contain = 1 };

struct Tile {
  uint32_t source;
  int x;
  int y;
  int width;
  int height;
  Fit fit;
};

struct Overlay {
  uint32_t bitmap;
  int x;
  int y;
};

struct Scene {
  int width = 0;
  int height = 0;
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;
  std::vector<Tile> tiles;
  std::vector<Overlay> overlays;
};

/** Paints all of it in one colour. */
void fill(Picture &canvas, const Scene &scene);

/** Scales a picture into a tile, which lies within the canvas. */
void drawTile(Picture &canvas, const Tile &tile, const PictureView &picture);
