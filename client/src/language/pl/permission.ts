// Polish: texts that say how each browser is made to allow camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { permissionTexts } from '../texts/permission.ts';

export const permission: GuestTextsOf<typeof permissionTexts, 'pl'> = {
  chrome:
    'Naciśnij symbol po lewej stronie adresu. Włącz kamerę i mikrofon; w telefonie są w części Uprawnienia. Potem wybierz Spróbuj ponownie.',
  edge: 'Naciśnij kłódkę po lewej stronie adresu. Wybierz Zezwól dla kamery i mikrofonu; mogą być w części Uprawnienia tej witryny. Potem wybierz Spróbuj ponownie.',
  firefox:
    'Naciśnij przekreśloną kamerę lub mikrofon po lewej stronie adresu. Usuń blokadę krzyżykiem. Potem wybierz Spróbuj ponownie i Zezwól.',
  firefoxAndroid:
    'Naciśnij kłódkę lub tarczę po lewej stronie adresu. Naciśnij Zablokowane przy kamerze i mikrofonie, aby było Dozwolone. Potem wybierz Spróbuj ponownie.',
  safariMac:
    'Otwórz u góry menu Safari. Wybierz ustawienia tej witryny; w nowszym Safari jest tam adres. Wybierz Zezwól przy kamerze i mikrofonie. Potem wybierz Spróbuj ponownie.',
  safariIos:
    'Naciśnij symbol po lewej stronie pola adresu. Wybierz ustawienia witryny; mogą być za trzema kropkami. Wybierz Zezwól przy kamerze i mikrofonie. Potem wybierz Spróbuj ponownie.',
  title: 'Jak włączyć kamerę i mikrofon',
};
