// Somebody without a tile: their video is not received.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useEffect } from 'preact/hooks';
import type { StageItem } from '../../session/layout.ts';
import type { VideoTiles } from '../../session/videoTiles.ts';

interface UnseenVideoProps {
  tiles: VideoTiles;
  id: ParticipantId;
  source: StageItem['source'];
}

export function UnseenVideo({ tiles, id, source }: UnseenVideoProps) {
  useEffect(
    () => tiles.add({ element: undefined, participantId: id, source }),
    [tiles, id, source],
  );
  return null;
}
