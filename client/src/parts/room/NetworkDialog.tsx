// Figures of this person's network, for whoever is asked for them on the telephone by those who give support.
import { useEffect, useState } from 'preact/hooks';
import { numberIn } from '../../language/formats.ts';
import { locale } from '../../language/locale.ts';
import { moreTexts } from '../../language/texts/more.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Dialog } from '../Dialog.tsx';
import {
  type NetworkFigures,
  networkFiguresOf,
  type PacketCounts,
} from '../../session/networkFigures.ts';

const LOOK_EVERY_MS = 2_000;

interface NetworkDialogProps {
  session: MeetingSession;
  onClose: () => void;
}

export function NetworkDialog({ session, onClose }: NetworkDialogProps) {
  const t = useTexts(moreTexts);
  const figures = useNetworkFigures(session);
  return (
    <Dialog isLight title={t.network} onClose={onClose}>
      {figures === undefined ? (
        <p>{t.measuring}</p>
      ) : (
        <dl class="figures">
          {rowsOf(figures, t).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Dialog>
  );
}

function rowsOf(figures: NetworkFigures, t: ReturnType<typeof moreTexts.get>): [string, string][] {
  const number = (value: number, digits = 0) => numberIn(locale.get(), value, digits);
  const percent = (share: number) => `${number(share * 100, 1)} %`;
  const size = (one: NetworkFigures['sent']) =>
    one === undefined ? t.noPicture : `${one.width} × ${one.height}`;
  return [
    [t.path, figures.isRelayed ? t.relayed : t.direct],
    [t.roundTrip, `${number(figures.roundTripMs)} ms`],
    [t.lostIn, percent(figures.lostIn)],
    [t.lostOut, percent(figures.lostOut)],
    [t.received, size(figures.received)],
    [t.sent, size(figures.sent)],
  ];
}

function useNetworkFigures({ networkStats }: MeetingSession): NetworkFigures | undefined {
  const [figures, setFigures] = useState<NetworkFigures>();
  useEffect(() => {
    let counts: PacketCounts | undefined;
    let isOver = false;
    const look = async () => {
      const stats = await networkStats();
      if (stats === undefined || isOver) return;
      const seen = networkFiguresOf(stats, counts);
      counts = seen.counts;
      setFigures(seen.figures);
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [networkStats]);
  return figures;
}
