// The syntax of host names in the settings.

/** RFC 1123 §2.1; also matches an IPv4 address or a plain number. */
export const hostName =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
