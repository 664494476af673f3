// The DTLS handshake of a client that offers SRTP (RFC 5763, RFC 5764), with werift.
import { createHash, X509Certificate } from 'node:crypto';
import {
  CipherContext,
  DtlsClient,
  HashAlgorithm,
  keyLength,
  NamedCurveAlgorithm,
  ProtectionProfileAeadAes128Gcm,
  saltLength,
  SignatureAlgorithm,
} from 'werift';
import type { DtlsParameters } from '@distansmote/shared/signalling/rtp.ts';
import { Srtp } from './srtp.ts';

/** Generated once: a key for each of a thousand transports would only cost CPU, and nobody checks. */
const certificate = await CipherContext.createSelfSignedCertificateWithKey(
  { signature: SignatureAlgorithm.ecdsa_3, hash: HashAlgorithm.sha256_4 },
  NamedCurveAlgorithm.secp256r1_23,
);

/** The parameters of our end. */
export const ownDtlsParameters: DtlsParameters = {
  role: 'client',
  fingerprints: [
    { algorithm: 'sha-256', value: new X509Certificate(certificate.certPem).fingerprint256 },
  ],
};

export interface DtlsLine {
  send(record: Buffer): void;
  /** Called for each datagram from now on. */
  onRecord(listener: (record: Buffer) => void): void;
}

/**
 * The profile is AEAD_AES_128_GCM; it costs mediasoup the same work as Chromium's 256-bit one.
 * @throws Error if the handshake fails, or the peer's fingerprint is not that of `remote`.
 */
export async function shakeHands(line: DtlsLine, remote: DtlsParameters): Promise<Srtp> {
  const profile = ProtectionProfileAeadAes128Gcm;
  const transport: ConstructorParameters<typeof DtlsClient>[0]['transport'] = {
    type: 'udp',
    address: { address: '', family: 'IPv4', port: 0 },
    closed: false,
    onData: () => undefined,
    send: async (record) => line.send(record),
    close: async () => undefined,
  };
  const client = new DtlsClient({
    transport,
    cert: certificate.certPem,
    key: certificate.keyPem,
    signatureHash: certificate.signatureHash,
    srtpProfiles: [profile],
    extendedMasterSecret: true,
  });
  line.onRecord((record) => transport.onData(record, ['', 0]));
  await new Promise<void>((resolve, reject) => {
    client.onConnect.once(() => resolve());
    client.onError.once(reject);
    client.connect().catch(reject);
  });
  if (!isPeer(client.remoteCertificate, remote)) throw new Error('the DTLS peer is another one');
  if (client.srtp.srtpProfile !== profile) throw new Error('no SRTP profile in common');
  const keys = client.extractSessionKeys(keyLength(profile), saltLength(profile));
  return new Srtp(
    { key: keys.localKey, salt: keys.localSalt },
    { key: keys.remoteKey, salt: keys.remoteSalt },
  );
}

function isPeer(der: Buffer | undefined, { fingerprints }: DtlsParameters): boolean {
  const told = fingerprints.find(({ algorithm }) => algorithm === 'sha-256')?.value;
  if (der === undefined || told === undefined) return false;
  return createHash('sha256').update(der).digest('hex') === told.replaceAll(':', '').toLowerCase();
}
