// Stands in for h264-profile-level-id in mediasoup-client: no meeting speaks H.264 (server/src/media/codecs.ts).
function unused(): never {
  throw new Error('no meeting speaks H.264');
}
export const isSameProfile = unused;
export const generateProfileLevelIdStringForAnswer = unused;
