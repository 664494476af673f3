// Polish: texts about the local camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: GuestTextsOf<typeof deviceTexts, 'pl'> = {
  camera: 'Kamera',
  microphone: 'Mikrofon',
  cameraIsOn: 'Kamera jest włączona',
  cameraIsOff: 'Kamera jest wyłączona',
  cameraStarts: 'Kamera się włącza …',
  cameraFails: 'Kamera nie działa',
  microphoneIsOn: 'Mikrofon jest włączony',
  microphoneIsOff: 'Mikrofon jest wyłączony',
  microphoneStarts: 'Mikrofon się włącza …',
  microphoneFails: 'Mikrofon nie działa',
  cameraOff: 'Kamera jest wyłączona. Inni cię nie widzą.',
  cameraAsking: 'Jeśli przeglądarka zapyta o kamerę i mikrofon, wybierz Zezwól.',
  cameraFailed: 'Brak obrazu z kamery',
  speak: 'Powiedz coś, a tu będzie widać, czy mikrofon cię słyszy.',
  heard: 'Słyszymy cię.',
  microphoneOff: 'Mikrofon jest wyłączony. Inni cię nie słyszą.',
  settings: 'Ustawienia',
};
