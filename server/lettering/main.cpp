// Draws words, signs and boxes for the pictures of rooms: requests on stdin, bitmaps on stdout.
//
// A program of its own, so that the process which decodes pictures from the network needs no fonts and no files. The only
// foreign bytes here are the text itself. All numbers are little-endian.
//   request: u32 length of what follows, u32 id, u8 kind, then
//     0 text:  u16 size (px), u16 weight (1-1000), u32 colour (0xRRGGBBAA), u16 max width (px, with an eighth of the size free at each side), u8 max lines, u8 alignment
//              (0 left, 1 centre), UTF-8 to the end. Too long a text ends in an ellipsis.
//     1 sign:  u8 sign (0 microphone off, 1 telephone, 2 camera off, 3 mark of the product), u16 size (px), u32 colour
//     2 box:   u16 width, u16 height, u16 radius (px), u32 colour
//   answer:  u32 length of what follows, u32 id, u16 width, u16 height, width x height x RGBA, premultiplied.
//            A request that cannot be read or drawn is answered by an image of 0 x 0.
// It ends when stdin does. Arguments: font files, of which the first names the family.
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <woff2/decode.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

constexpr uint32_t kMaxRequestBytes = 4'096;
constexpr int kMaxSide = 4'096;
constexpr int kMaxPixels = 1'920 * 1'200;
constexpr rlim_t kMaxMemoryBytes = 512u << 20;

std::string fontFamily = "sans-serif";

struct Image {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> rgba;
};

/** Reads numbers from a request; past its end they are 0 and `isWhole` is false. */
class Reader {
 public:
  explicit Reader(const std::vector<uint8_t>& bytes) : bytes_(bytes) {}
  uint32_t number(int size) {
    if (at_ + size > bytes_.size()) {
      isWhole = false;
      return 0;
    }
    uint32_t value = 0;
    for (int byte = 0; byte < size; byte++) value |= uint32_t{bytes_[at_++]} << (8 * byte);
    return value;
  }
  std::string rest() { return {bytes_.begin() + static_cast<long>(at_), bytes_.end()}; }
  bool isWhole = true;

 private:
  const std::vector<uint8_t>& bytes_;
  size_t at_ = 0;
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

  Image image() {
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

 private:
  int width_;
  int height_;
  cairo_surface_t* surface_;

 public:
  cairo_t* cairo;
};

bool fits(int width, int height) {
  return width > 0 && height > 0 && width <= kMaxSide && height <= kMaxSide &&
         width * height <= kMaxPixels;
}

void setColour(cairo_t* cairo, uint32_t colour) {
  cairo_set_source_rgba(cairo, ((colour >> 24) & 255) / 255.0, ((colour >> 16) & 255) / 255.0,
                        ((colour >> 8) & 255) / 255.0, (colour & 255) / 255.0);
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

Image drawText(Reader& request) {
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

void roundedBox(cairo_t* cairo, double x, double y, double width, double height, double radius) {
  radius = std::min({radius, width / 2, height / 2});
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - radius, y + radius, radius, -M_PI / 2, 0);
  cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, M_PI / 2);
  cairo_arc(cairo, x + radius, y + height - radius, radius, M_PI / 2, M_PI);
  cairo_arc(cairo, x + radius, y + radius, radius, M_PI, 3 * M_PI / 2);
  cairo_close_path(cairo);
}

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

Image drawSign(Reader& request) {
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

Image drawBox(Reader& request) {
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

bool readAll(void* to, size_t size) {
  auto* at = static_cast<uint8_t*>(to);
  while (size > 0) {
    const ssize_t got = read(STDIN_FILENO, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= size_t(got);
  }
  return true;
}

bool writeAll(const void* from, size_t size) {
  auto* at = static_cast<const uint8_t*>(from);
  while (size > 0) {
    const ssize_t put = write(STDOUT_FILENO, at, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    at += put;
    size -= size_t(put);
  }
  return true;
}

uint32_t littleEndian(const uint8_t* bytes) {
  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | uint32_t{bytes[3]} << 24;
}

bool answer(uint32_t id, const Image& image) {
  const uint32_t length = uint32_t(8 + image.rgba.size());
  const uint32_t numbers[] = {length, id, uint32_t(image.width) | uint32_t(image.height) << 16};
  uint8_t head[12];
  for (int at = 0; at < 12; at++) head[at] = uint8_t(numbers[at / 4] >> (8 * (at % 4)));
  return writeAll(head, sizeof head) && writeAll(image.rgba.data(), image.rgba.size());
}

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

/** Fonts that the system does not have. The first names the family that everything is written in. */
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

}  // namespace

int main(int argc, char** argv) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const rlimit memory{kMaxMemoryBytes, kMaxMemoryBytes};
  setrlimit(RLIMIT_AS, &memory);
  loadFonts(argc - 1, argv + 1);

  uint8_t head[4];
  while (readAll(head, sizeof head)) {
    const uint32_t length = littleEndian(head);
    if (length < 5 || length > kMaxRequestBytes) return 1;
    std::vector<uint8_t> bytes(length);
    if (!readAll(bytes.data(), length)) break;
    Reader request(bytes);
    const uint32_t id = request.number(4);
    const uint32_t kind = request.number(1);
    Image image;
    if (kind == 0) image = drawText(request);
    if (kind == 1) image = drawSign(request);
    if (kind == 2) image = drawBox(request);
    if (!answer(id, image)) return 0;
  }
  return 0;
}
