// Plays everybody's audio, each track on its own hidden element.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';
import type { RemoteSound } from '../../media/remoteSound.ts';

export function RemoteAudio({ meeting, sound }: { meeting: MeetingStore; sound: RemoteSound }) {
  const others = useStore(meeting, (state) => state.others);
  const isByPhone = useIsAudioByPhone({ meeting });
  // Beside the telephone it would cause feedback.
  if (isByPhone) return null;
  return others.flatMap(({ id, tracks }) =>
    [tracks.microphone, tracks.screenSound].map(
      (track) =>
        track?.mediaTrack && (
          <OneTrack
            key={`${id} ${track.source}`}
            sound={sound}
            track={track.mediaTrack}
            from={id}
          />
        ),
    ),
  );
}

interface OneTrackProps {
  sound: RemoteSound;
  track: MediaStreamTrack;
  from: ParticipantId;
}

function OneTrack({ sound, track, from }: OneTrackProps) {
  const audio = useRef<HTMLAudioElement>(null);
  useLayoutEffect(
    () => (audio.current ? sound.attach(audio.current, track, from) : undefined),
    [sound, track, from],
  );
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- live speech has no captions to load
  return <audio ref={audio} autoplay />;
}
