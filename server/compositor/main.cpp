// The compositor: decodes, composes and encodes pictures for one meeting. It knows no clock, no socket and no file:
// requests come on standard input, answers go to standard output (docs/decisions/0038-codecs-of-rooms.md).
#include <malloc.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <vector>

#include "engine.h"
#include "message.h"
#include "sandbox.h"

/** Pictures are given back to the system when a size changes; otherwise glibc keeps them, and hours of changes add up. */
constexpr int PICTURE_BYTES = 64 * 1024;

int main(int count, char **arguments) {
  std::signal(SIGPIPE, SIG_IGN);
  mallopt(M_MMAP_THRESHOLD, PICTURE_BYTES);
  enterSandbox();
  if (count == 2 && std::strcmp(arguments[1], "--test-sandbox") == 0) return testSandbox() ? 0 : 1;
  try {
    Engine engine;
    std::vector<uint8_t> message;
    while (readMessage(message)) engine.handle(message);
    return 0;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
