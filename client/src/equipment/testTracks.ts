// The media sent to test a path: incompressible video and a tone. Nobody's camera or voice.

/** Large enough for three simulcast layers, like a camera; noise, so that each layer uses its full bitrate. */
const WIDTH = 960;
const HEIGHT = 540;
const BETWEEN_PICTURES_MS = 50;
const NOTE_HZ = 440;

export interface TestTracks {
  picture: MediaStreamTrack;
  sound: MediaStreamTrack;
  stop(): void;
}

/** Call it from a click, or the audio would not start. */
export function startTestTracks(): TestTracks {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  const image = new ImageData(WIDTH, HEIGHT);
  const dots = new Uint32Array(image.data.buffer);
  const draw = () => {
    for (let index = 0; index < dots.length; index += 1)
      dots[index] = 0xff000000 | (Math.random() * 0xffffff);
    context?.putImageData(image, 0, 0);
  };
  draw();
  const drawing = setInterval(draw, BETWEEN_PICTURES_MS);
  const [picture] = canvas.captureStream().getVideoTracks();

  const audio = new AudioContext();
  const note = new OscillatorNode(audio, { frequency: NOTE_HZ });
  const destination = new MediaStreamAudioDestinationNode(audio);
  note.connect(destination);
  note.start();
  const [sound] = destination.stream.getAudioTracks();
  if (picture === undefined || sound === undefined) throw new Error('no test tracks');

  return {
    picture,
    sound,
    stop() {
      clearInterval(drawing);
      picture.stop();
      sound.stop();
      if (audio.state !== 'closed') void audio.close();
    },
  };
}
