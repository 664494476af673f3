// The programs that room systems need, in C++: what each is made of.

/** Each ends with 0 when its standard input ends. `setting` names the variable by which the server finds it. */
export const PROGRAMS = [
  {
    name: 'compositor',
    setting: 'COMPOSITOR_BIN',
    folder: 'server/compositor',
    packages: ['libopenh264-dev', 'libvpx-dev', 'libyuv-dev', 'libseccomp-dev'],
    pkgConfig: ['openh264', 'vpx', 'libseccomp'],
    // Debian's libyuv has no file for pkg-config.
    libraries: ['-lyuv'],
  },
  {
    name: 'lettering',
    setting: 'LETTERING_BIN',
    folder: 'server/lettering',
    packages: ['libpango1.0-dev', 'libwoff-dev'],
    pkgConfig: ['pangocairo', 'pangoft2', 'fontconfig', 'libwoff2dec'],
    libraries: [],
  },
];

/** Debian's packages that every build needs. */
export const TOOLS = ['g++', 'pkg-config'];

const WARNINGS = ['-Wall', '-Wextra', '-Wconversion'];
const HARDENED = [
  '-D_FORTIFY_SOURCE=2',
  '-D_GLIBCXX_ASSERTIONS',
  '-fstack-protector-strong',
  '-fPIE',
];

export const COMPILER_FLAGS = ['-std=c++17', '-O2', ...WARNINGS, ...HARDENED];
export const LINKER_FLAGS = ['-pie', '-Wl,-z,relro,-z,now', '-Wl,--as-needed'];
