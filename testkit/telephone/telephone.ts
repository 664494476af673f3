// A real telephone: Debian's softphone baresip, which plays a tone, sends DTMF, and records what it hears.
import { Softphone, type SoftphoneOptions, whyNoSoftphone } from './softphone.ts';

/** The reason why none can be started; undefined if it can. */
export const whyNoTelephone = (): string | undefined => whyNoSoftphone('baresip-core', 'g711');

export type TelephoneOptions = SoftphoneOptions;

export class Telephone extends Softphone {
  static async start(options: TelephoneOptions): Promise<Telephone> {
    return new Telephone(await Softphone.launch(options));
  }
}
