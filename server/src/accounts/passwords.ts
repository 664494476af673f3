// Which passwords are acceptable, and how one is generated.
import { randomInt } from 'node:crypto';

export type PasswordWeakness = 'passwordTooShort' | 'passwordIsUsername' | 'passwordTooCommon';

const PASSWORD_MIN_LENGTH = 12;

// The most common passwords of sufficient length. Repetitions of one or two characters are refused as well.
const COMMONEST = new Set(
  (
    '123456789012 1234567890123 12345678901234 123456789123 123123123123 121212121212 987654321098 ' +
    'qwertyuiopas qwertyuiop123 qwertyuiop12 qwerty123456 1q2w3e4r5t6y 1qaz2wsx3edc qwertyqwerty ' +
    'password1234 password12345 password123456 passwordpassword password1234! administrator ' +
    'adminadminadmin letmeinletmein welcome12345 iloveyou1234 abcdefghijkl abcdefghijklmnop abc123abc123 ' +
    'changemechangeme correcthorsebatterystaple lösenord1234 lösenord12345 lösenordlösenord losenord1234 ' +
    'losenord12345 sommar202020 hemligthemligt hejhejhejhej distansmöte123 distansmote123 distansmötet1 ' +
    'kalmar123456 sverige12345'
  ).split(' '),
);

/** Why `password` is not acceptable; undefined when it is. */
export function weaknessOf(password: string, username: string): PasswordWeakness | undefined {
  const plain = password.normalize('NFC').trim().toLowerCase();
  if (plain.length < PASSWORD_MIN_LENGTH) return 'passwordTooShort';
  if (plain === username.toLowerCase()) return 'passwordIsUsername';
  if (COMMONEST.has(plain) || new Set(plain).size < 3) return 'passwordTooCommon';
  return undefined;
}

// Without look-alikes (0 o, 1 l i): it may be read aloud.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;

/** 79 bits, in four groups of four: `k3vm-9tqa-xw2e-h7dz`. */
export function generatePassword(): string {
  const group = () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
