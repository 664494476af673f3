// Whole messages from standard input and to standard output.
#include "message.h"

#include <unistd.h>

#include <cerrno>

#include "limits.h"

namespace {

/** @returns false at the end of the input. */
bool readExactly(uint8_t *to, size_t bytes) {
  while (bytes > 0) {
    const ssize_t got = read(STDIN_FILENO, to, bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    bytes -= static_cast<size_t>(got);
  }
  return true;
}

}  // namespace

bool readMessage(std::vector<uint8_t> &message) {
  uint8_t head[4];
  if (!readExactly(head, sizeof head)) return false;
  const uint32_t length = MessageReader(head, sizeof head).u32();
  if (length == 0 || length > MAX_MESSAGE_BYTES) throw ProtocolError("a message has an impossible length");
  message.resize(length);
  return readExactly(message.data(), length);
}

void writeMessage(MessageWriter &message) {
  const std::vector<uint8_t> &bytes = message.finished();
  const uint8_t *at = bytes.data();
  size_t left = bytes.size();
  while (left > 0) {
    const ssize_t put = write(STDOUT_FILENO, at, left);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) throw std::runtime_error("nobody reads the answers");
    at += put;
    left -= static_cast<size_t>(put);
  }
}
