// The words that stand in a room's picture beside names and cards.
export const SCENE_TEXTS = {
  microphoneOff: 'mikrofonen av',
  // As the voice menu has its keys.
  ownMicrophoneOff: 'Er mikrofon är avstängd – slå på den med *6',
  ownHandRaised: 'Er hand är uppe – ta ner den med *1',
  sharesScreen: (name: string) => `${name} visar sin skärm`,
  more: (count: number) => `+ ${count} till`,
  connecting: { title: 'Ansluter …', lines: [] },
  alone: { title: 'Inga andra är här just nu', lines: ['De syns här när de kommer.'] },
  soundOnly: {
    title: 'Just nu bara ljud',
    lines: ['Servern hinner inte med bilden. Den kommer tillbaka av sig själv.'],
  },
  failed: {
    title: 'Bara ljud',
    lines: ['Bilden fungerar inte. Ljudet gör det. Ring upp igen för att få bild.'],
  },
} as const;
