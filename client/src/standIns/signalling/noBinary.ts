// Stands in for Socket.IO's binary attachments: neither side sends any, everything is JSON (client/build/libraries.ts).
const no = () => false;
export { no as hasBinary, no as isBinary };

function noAttachments(): never {
  throw new Error('there are no binary attachments');
}
export { noAttachments as deconstructPacket, noAttachments as reconstructPacket };
