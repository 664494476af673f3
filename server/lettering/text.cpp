// Words, in the product's own font where it can be read, else in one of the system.
#include "text.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>
#include <woff2/decode.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string fontFamily = "sans-serif";

/**
 * Pango takes no WOFF2, which is what the product serves to browsers: unpacked into memory.
 * @returns a path for this process; empty when the file cannot be read
 */
std::string unpacked(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string packed{std::istreambuf_iterator<char>(stream), {}};
  const auto* bytes = reinterpret_cast<const uint8_t*>(packed.data());
  std::string font(std::min<size_t>(woff2::ComputeWOFF2FinalSize(bytes, packed.size()), 16u << 20), 0);
  woff2::WOFF2StringOut out(&font);
  if (font.empty() || !woff2::ConvertWOFF2ToTTF(bytes, packed.size(), &out)) return {};
  const int memory = memfd_create("font", 0);
  if (memory < 0 || write(memory, font.data(), out.Size()) != ssize_t(out.Size())) return {};
  return "/proc/self/fd/" + std::to_string(memory);
}

PangoLayout* textLayout(cairo_t* cairo, const std::string& text, int size, int weight, int maxWidth,
                        int maxLines, int alignment) {
  PangoLayout* layout = pango_cairo_create_layout(cairo);
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, fontFamily.c_str());
  pango_font_description_set_absolute_size(font, double(size) * PANGO_SCALE);
  pango_font_description_set_weight(font, PangoWeight(weight));
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_width(layout, maxWidth * PANGO_SCALE);
  // Negative: lines a paragraph.
  pango_layout_set_height(layout, -maxLines);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment(layout, alignment == 1 ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_line_spacing(layout, 0);
  pango_layout_set_text(layout, text.data(), int(text.size()));
  return layout;
}

}  // namespace

void loadFonts(int count, char** files) {
  FcConfig* config = FcInitLoadConfigAndFonts();
  for (int at = 0; at < count; at++) {
    const std::string path = unpacked(files[at]);
    const auto* file = reinterpret_cast<const FcChar8*>(path.c_str());
    if (path.empty() || !FcConfigAppFontAddFile(config, file) || at > 0) continue;
    int faces = 0;
    FcPattern* pattern = FcFreeTypeQuery(file, 0, nullptr, &faces);
    FcChar8* family = nullptr;
    if (pattern != nullptr && FcPatternGetString(pattern, FC_FAMILY, 0, &family) == FcResultMatch)
      fontFamily = std::string(reinterpret_cast<const char*>(family)) + ",sans-serif";
    if (pattern != nullptr) FcPatternDestroy(pattern);
  }
  FcConfigSetCurrent(config);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pango_cairo_font_map_get_default()), config);
}

Image drawText(RequestReader& request) {
  const int size = int(request.number(2));
  const int weight = int(request.number(2));
  const uint32_t colour = request.number(4);
  const int maxWidth = int(request.number(2));
  const int maxLines = int(request.number(1));
  const int alignment = int(request.number(1));
  const std::string text = request.rest();
  if (!request.isWhole || size < 4 || size > 400 || weight < 1 || weight > 1'000 || maxLines < 1)
    return {};
  if (!fits(maxWidth, 1) || !g_utf8_validate(text.data(), gssize(text.size()), nullptr)) return {};

  // Slanted ink may stand out a little at the sides.
  const int overhang = size / 8;
  Canvas measure(1, 1);
  PangoLayout* layout = textLayout(measure.cairo, text, size, weight,
                                   std::max(1, maxWidth - 2 * overhang), maxLines, alignment);
  PangoRectangle logical;
  pango_layout_get_pixel_extents(layout, nullptr, &logical);
  // What marks draw above and below their line is cut off.
  const int width = std::min(logical.width + 2 * overhang, maxWidth);
  const int height = std::min(logical.height, size * 2 * maxLines);
  Image image;
  if (fits(width, height)) {
    Canvas canvas(width, height);
    setColour(canvas.cairo, colour);
    cairo_move_to(canvas.cairo, overhang - logical.x, -logical.y);
    pango_cairo_show_layout(canvas.cairo, layout);
    image = canvas.image();
  }
  g_object_unref(layout);
  return image;
}
