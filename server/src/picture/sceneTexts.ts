// The words that stand in a room's picture beside names and cards.
export const SCENE_TEXTS = {
  microphoneOff: 'mikrofonen av',
  sharesScreen: (name: string) => `${name} visar sin skärm`,
  more: (count: number) => `+ ${count} till`,
  connecting: { title: 'Ansluter …', lines: [] },
  alone: { title: 'Inga andra är här just nu', lines: ['De syns här när de kommer.'] },
  soundOnly: {
    title: 'Just nu bara ljud',
    lines: ['Servern hinner inte med bilden. Den kommer tillbaka av sig själv.'],
  },
} as const;
