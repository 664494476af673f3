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
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <vector>

#include "canvas.h"
#include "request.h"
#include "signs.h"
#include "text.h"

namespace {

constexpr uint32_t kMaxRequestBytes = 4'096;
constexpr rlim_t kMaxMemoryBytes = 512u << 20;

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
    RequestReader request(bytes);
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
