// How the worker is built against the system's libraries: packages, options, changed source lines.

/** Debian's packages that the build needs. */
export const PACKAGES = [
  'meson',
  'ninja-build',
  'pkg-config',
  'g++',
  'libuv1-dev',
  'libssl-dev',
  'libabsl-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
  // Unpacks libsrtp's source.
  'dpkg-dev',
];

/** Where libsrtp's source can't be had: Debian's build of it, on NSS, which costs more CPU. */
export const LIBSRTP_PACKAGES = ['libsrtp2-dev'];

/** mediasoup's own options, and nothing fetched from anywhere. */
export const MESON_OPTIONS = ['--buildtype=release', '-Db_ndebug=true', '--wrap-mode=nodownload'];

/** Changes to the worker's source; the build fails where one doesn't fit exactly once. */
export const EDITS = [
  {
    // Bookworm's meson is 1.0.1, and builds it all the same.
    file: 'meson.build',
    find: "meson_version: '>= 1.1.0'",
    replace: "meson_version: '>= 1.0.0'",
  },
  {
    // Debian's OpenSSL has kernel TLS. Comparing with `==` makes this callback answer 1 to every
    // control call, so that OpenSSL takes the BIO for a kernel-TLS one and the worker dies by
    // SIGSEGV at the first ServerHello. BIO_CB_RETURN is a bit beside the operation's number.
    file: 'src/RTC/DtlsTransport.cpp',
    find: '(operationType == BIO_CB_RETURN) ?',
    replace: '((operationType & BIO_CB_RETURN) != 0) ?',
  },
];
