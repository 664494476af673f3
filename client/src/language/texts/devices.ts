// Texts about the local camera and microphone.
import { defineTexts } from '../defineTexts.ts';

export const deviceTexts = defineTexts('devices', {
  camera: 'Kamera',
  microphone: 'Mikrofon',
  cameraIsOn: 'Kameran är på',
  cameraIsOff: 'Kameran är av',
  cameraStarts: 'Kameran startar …',
  cameraFails: 'Kameran fungerar inte',
  microphoneIsOn: 'Mikrofonen är på',
  microphoneIsOff: 'Mikrofonen är av',
  microphoneStarts: 'Mikrofonen startar …',
  microphoneFails: 'Mikrofonen fungerar inte',
  cameraOff: 'Kameran är av. De andra ser dig inte.',
  cameraAsking: 'Om webbläsaren frågar om kamera och mikrofon: välj Tillåt.',
  cameraFailed: 'Ingen bild från kameran',
  speak: 'Säg något, så syns det här om mikrofonen hör dig.',
  heard: 'Vi hör dig.',
  microphoneOff: 'Mikrofonen är av. De andra hör dig inte.',
  settings: 'Inställningar',
});
