// The messages on standard input and output: a length, a type, and fields, all integers little-endian.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

/** The other side broke the protocol: there is no way to go on. */
struct ProtocolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/** Reads the fields of one message, and never beyond its end. */
class MessageReader {
 public:
  MessageReader(const uint8_t *data, size_t length) : at_(data), left_(length) {}

  uint8_t u8() { return static_cast<uint8_t>(number(1)); }
  uint16_t u16() { return static_cast<uint16_t>(number(2)); }
  int16_t i16() { return static_cast<int16_t>(number(2)); }
  uint32_t u32() { return number(4); }

  /** A number that must not be above `max`. */
  uint32_t atMost(uint32_t value, uint32_t max, const char *what) {
    if (value > max) throw ProtocolError(what);
    return value;
  }

  const uint8_t *rest(size_t &length) {
    length = left_;
    return take(left_);
  }

  void end() const {
    if (left_ != 0) throw ProtocolError("a message is longer than its fields");
  }

 private:
  const uint8_t *take(size_t bytes) {
    if (bytes > left_) throw ProtocolError("a message is shorter than its fields");
    const uint8_t *taken = at_;
    at_ += bytes;
    left_ -= bytes;
    return taken;
  }

  uint32_t number(size_t bytes) {
    const uint8_t *from = take(bytes);
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i += 1) value |= uint32_t{from[i]} << (8 * i);
    return value;
  }

  const uint8_t *at_;
  size_t left_;
};

/** Collects the fields of one message. */
class MessageWriter {
 public:
  explicit MessageWriter(uint8_t type) : bytes_{0, 0, 0, 0, type} {}

  void u8(uint8_t value) { bytes_.push_back(value); }
  void u16(uint16_t value) { number(value, 2); }
  void u32(uint32_t value) { number(value, 4); }
  void append(const std::vector<uint8_t> &data) { bytes_.insert(bytes_.end(), data.begin(), data.end()); }

  /** The whole message, its length first. */
  const std::vector<uint8_t> &finished() {
    const size_t length = bytes_.size() - 4;
    for (size_t i = 0; i < 4; i += 1) bytes_[i] = static_cast<uint8_t>(length >> (8 * i));
    return bytes_;
  }

 private:
  void number(uint32_t value, int bytes) {
    for (int i = 0; i < bytes; i += 1) u8(static_cast<uint8_t>(value >> (8 * i)));
  }

  std::vector<uint8_t> bytes_;
};

/** @returns false at the end of the input. */
bool readMessage(std::vector<uint8_t> &message);
/** @throws std::runtime_error when nobody reads any more. */
void writeMessage(MessageWriter &message);
