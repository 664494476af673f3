// The settings of a server that telephones on this computer may call.

/** @param address the server's for SIP, and the telephones'. */
export const trunkSettings = (sipPort: number, address = '127.0.0.1') => ({
  SIP_PORT: String(sipPort),
  SIP_HOST: address,
  SIP_TRUNK_ALLOW: address,
});
