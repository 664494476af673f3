// No new files, sockets or processes, by seccomp(2); a bound on memory, by setrlimit(2).
#include "sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "limits.h"

namespace {

/** Memory, the two pipes, the clock and the number of cores, which codecs ask for, and an end. */
constexpr int ALLOWED[] = {
    SCMP_SYS(read),         SCMP_SYS(write),          SCMP_SYS(munmap),       SCMP_SYS(mremap),
    SCMP_SYS(madvise),      SCMP_SYS(brk),            SCMP_SYS(futex),        SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday), SCMP_SYS(sched_getaffinity), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(exit),         SCMP_SYS(exit_group),
    SCMP_SYS(close),        SCMP_SYS(restart_syscall),
};

/** Memory, but none that could be run as a program. */
bool allowPlainMemory(scmp_filter_ctx filter, int call) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

/** All else fails with EPERM, so that a codec that tries something new goes without it instead of dying. */
bool filterSystemCalls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool isComplete = true;
  for (const int call : ALLOWED) isComplete = isComplete && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  isComplete = isComplete && allowPlainMemory(filter, SCMP_SYS(mmap)) && allowPlainMemory(filter, SCMP_SYS(mprotect)) &&
               seccomp_load(filter) == 0;
  seccomp_release(filter);
  return isComplete;
}

void limit(__rlimit_resource resource, rlim_t value) {
  const rlimit bound{value, value};
  if (setrlimit(resource, &bound) != 0) std::fprintf(stderr, "no limit: %s\n", std::strerror(errno));
}

}  // namespace

void enterSandbox() {
  prctl(PR_SET_DUMPABLE, 0);
  limit(RLIMIT_AS, MAX_ADDRESS_SPACE);
  limit(RLIMIT_CORE, 0);
  // No file can be opened, no socket made, even where there is no seccomp.
  limit(RLIMIT_NOFILE, 0);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !filterSystemCalls())
    std::fprintf(stderr, "no seccomp on this machine: going on without\n");
}

bool testSandbox() {
  struct Attempt {
    const char *what;
    bool isRefused;
  };
  char *const none[] = {nullptr};
  void *const code = mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const Attempt attempts[] = {
      {"open a file", open("/etc/passwd", O_RDONLY) < 0 && errno == EPERM},
      {"create a file", open("/tmp/compositor-sandbox-test", O_WRONLY | O_CREAT, 0600) < 0 && errno == EPERM},
      {"make a socket", socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM},
      {"make a socket of this machine", socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM},
      {"run a program", execve("/bin/true", none, none) < 0 && errno == EPERM},
      {"make a process", fork() < 0 && errno == EPERM},
      {"trace or signal others", kill(getppid(), 0) < 0},
      {"have memory that can be run", code == MAP_FAILED && errno == EPERM},
  };
  bool areAllRefused = true;
  for (const Attempt &one : attempts) {
    const char *const verdict = one.isRefused ? "refused: " : "ALLOWED: ";
    areAllRefused = areAllRefused && one.isRefused;
    std::printf("%s%s\n", verdict, one.what);
  }
  std::fflush(stdout);
  return areAllRefused;
}
