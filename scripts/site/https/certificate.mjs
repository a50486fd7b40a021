import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { networkAddresses } from './addresses.mjs';

const FOLDER = join(ROOT, '.cache/https');
/** Apple's devices refuse certificates that are valid for longer. */
const VALID_DAYS = 820;
const DAY_MS = 86_400_000;
/** A certificate that expires within this time is renewed. */
const RENEWAL_DAYS = 30;

/**
 * @typedef {{key: string, cert: string}} Certificate PEM
 */

/**
 * The user's own certificate.
 * @param {string} keyFile PEM
 * @param {string} certFile PEM, with the chain
 * @returns {Promise<Certificate>}
 * @throws Error with a readable message for invalid files
 */
export async function readCertificate(keyFile, certFile) {
  const certificate = {
    key: await readPem(keyFile),
    cert: await readPem(certFile),
  };
  const parsed = parse(certificate.cert, certFile);
  const { validTo } = parsed;
  if (new Date(validTo) < new Date()) throw new Error(`${certFile} has ended on ${validTo}.`);
  if (!parsed.checkPrivateKey(parseKey(certificate.key, keyFile))) {
    throw new Error(`The key in ${keyFile} is not that of the certificate in ${certFile}.`);
  }
  return certificate;
}

/**
 * A self-signed certificate for the names and addresses of this machine, made once and kept.
 * @returns {Promise<Certificate>}
 */
export async function ownCertificate() {
  const files = [join(FOLDER, 'key.pem'), join(FOLDER, 'cert.pem')];
  const [key, cert] = await Promise.all(
    files.map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  if (key && cert && isGood(cert)) return { key, cert };
  const made = await makeCertificate();
  try {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(files[0], made.key, { mode: 0o600 });
    await writeFile(files[1], made.cert);
  } catch (error) {
    console.log(
      `The certificate holds until the server ends; it could not be kept: ${error.message}`,
    );
  }
  return made;
}

/** Whether it covers every address of this machine and is valid for long enough. */
function isGood(cert) {
  const parsed = new X509Certificate(cert);
  const ends = new Date(parsed.validTo).getTime();
  return (
    ends > Date.now() + RENEWAL_DAYS * DAY_MS &&
    networkAddresses().every((address) => parsed.checkIP(address))
  );
}

async function makeCertificate() {
  const { generate } = await import('selfsigned');
  const names = ['localhost', hostname(), `${hostname()}.local`];
  const addresses = ['127.0.0.1', '::1', ...networkAddresses()];
  const { private: key, cert } = await generate([{ name: 'commonName', value: hostname() }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2, value })),
          ...addresses.map((ip) => ({ type: 7, ip })),
        ],
      },
    ],
  });
  return { key, cert };
}

async function readPem(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read (${error.code}).`);
  }
}

function parse(cert, file) {
  try {
    return new X509Certificate(cert);
  } catch {
    throw new Error(`${file} holds no certificate in PEM format.`);
  }
}

function parseKey(key, file) {
  try {
    return createPrivateKey(key);
  } catch {
    throw new Error(`${file} holds no key in PEM format without a password.`);
  }
}
