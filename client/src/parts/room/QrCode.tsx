// A QR code (ISO/IEC 18004), black on white in both themes; the encoder is loaded when the first one is shown.
import { useEffect, useState } from 'preact/hooks';

/** Modules of white that a reader needs around it. */
const MARGIN = 2;

export function QrCode({ text, label }: { text: string; label: string }) {
  const [rows, setRows] = useState<boolean[][]>();
  useEffect(() => {
    void import('qr').then(
      ({ encodeQR }) => setRows(encodeQR(text, 'raw', { ecc: 'medium', border: MARGIN })),
      // Without it there is the text to copy.
      () => undefined,
    );
  }, [text]);
  const size = rows?.length ?? 1;
  const path = rows?.map((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''),
  );
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`}>
      <path d={path?.join('') ?? ''} shape-rendering="crispEdges" />
    </svg>
  );
}
