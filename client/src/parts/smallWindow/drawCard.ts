// A few words as a video: of somebody without a picture, where nothing but a video can be shown.
const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = 40;

export function drawCard(words: string): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  const stream = canvas.captureStream();
  if (context === null) return stream;
  const style = getComputedStyle(document.querySelector('.room') ?? document.body);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = style.color;
  context.font = `600 40px ${style.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(words, WIDTH / 2, HEIGHT / 2, WIDTH - 2 * MARGIN);
  return stream;
}
