// What a host name may look like in the settings.

/** A name of RFC 1123 §2.1, and so also an IPv4 address or a mere number. */
export const hostName =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
