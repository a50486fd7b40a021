import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';

/** The addresses of this machine in its networks. */
export function networkAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/**
 * Describes the addresses of the site. With https it adds a QR code for phones.
 * @param {{secure: boolean, own: boolean, hostname?: string, port: number, basePath: string}}
 * server
 * `own` where the certificate is self-made
 */
export function describeAddresses({ secure, own, hostname, port, basePath }) {
  const addressOf = (host) => `http${secure ? 's' : ''}://${host}:${port}${basePath}/`;
  const lines = [`MaskGate: ${addressOf(hostname ?? 'localhost')}`];
  if (!secure) return lines.join('\n');
  const others = hostname ? [] : networkAddresses().map(addressOf);
  for (const address of others) lines.push(`On the network: ${address}`);
  const [first] = others;
  if (first) lines.push('', renderUnicodeCompact(first), '');
  if (own) {
    lines.push(
      'Browsers do not know the certificate of this machine and warn of it once:',
      'choose "Advanced", then "Proceed" (Safari: "Show Details", then "visit this website").',
    );
  }
  return lines.join('\n');
}
