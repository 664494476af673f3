// Runs in a page before its own code: what it shares is a drawn document, since a headless browser does not always share.

/** Self-contained: Playwright sends its source to the page. */
export function shareDrawnDocument(): void {
  const [width, height] = [1280, 800];
  const lines = [
    ['Genomförande', 'Hemtjänst morgon och kväll, trygghetslarm'],
    ['Läkemedel', 'Dosett en gång i veckan, distriktssköterska'],
    ['Hjälpmedel', 'Rollator, duschpall, förhöjd toalettsits'],
    ['Uppföljning', 'Telefon om en vecka, hembesök om tre veckor'],
    ['Anhöriga', 'Dottern Elsa ringer varje kväll'],
  ];

  function draw(context: CanvasRenderingContext2D, tick: number): void {
    const text = (words: string, x: number, y: number, font: string, colour = '#1d2b28') => {
      context.font = `${font} sans-serif`;
      context.fillStyle = colour;
      context.fillText(words, x, y);
    };
    context.fillStyle = '#e9edf0';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#28497a';
    context.fillRect(0, 0, width, 56);
    text('Vårdplan.docx', 32, 37, '600 22px', '#fff');
    context.fillStyle = '#fff';
    context.fillRect(120, 88, 1040, 712);
    text('Samordnad individuell plan', 180, 168, '700 44px');
    text(
      'Upprättad 14 december. Deltar: patienten, anhörig, hemtjänst, primärvård.',
      180,
      214,
      '22px',
      '#4b5a57',
    );
    for (const [place, [what = '', how = '']] of lines.entries()) {
      const y = 290 + place * 92;
      context.fillStyle = place % 2 === 0 ? '#eef4f2' : '#fff';
      context.fillRect(180, y - 44, 920, 84);
      text(what, 204, y + 6, '600 26px');
      text(how, 430, y + 6, '24px');
    }
    // A cursor: without a change there would be no new frames.
    context.fillStyle = tick % 2 === 0 ? '#28497a' : '#fff';
    context.fillRect(184, 760, 3, 28);
  }

  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    if (context === null) return Promise.reject(new Error('no canvas'));
    let tick = 0;
    const paint = () => draw(context, (tick += 1));
    paint();
    setInterval(paint, 200);
    return Promise.resolve(canvas.captureStream(5));
  };
}
