// What is asked of the program: numbers and text, by a reader that never goes past the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/** Reads numbers from a request; past its end they are 0 and `isWhole` is false. */
class RequestReader {
 public:
  explicit RequestReader(const std::vector<uint8_t>& bytes) : bytes_(bytes) {}
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
