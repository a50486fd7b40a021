import { Zip, ZipPassThrough } from 'fflate';

/**
 * A zip archive that is written file by file. Pictures are already compressed, so they are only
 * stored. Finished parts become blobs, which the browser may keep on disk.
 */
export class ZipArchive {
  private readonly parts: Blob[] = [];
  private readonly zip: Zip;
  private failure: Error | null = null;
  private size = 0;

  constructor() {
    this.zip = new Zip((error, data) => {
      if (error) this.failure = error;
      else this.take(data);
    });
  }

  /** Size so far, bytes. */
  get bytes(): number {
    return this.size;
  }

  /** @param name with `/` between folders; unique */
  add(name: string, bytes: Uint8Array): void {
    const entry = new ZipPassThrough(name);
    this.zip.add(entry);
    entry.push(bytes, true);
    if (this.failure) throw this.failure;
  }

  finish(): Blob {
    this.zip.end();
    if (this.failure) throw this.failure;
    return new Blob(this.parts, { type: 'application/zip' });
  }

  private take(data: Uint8Array): void {
    this.parts.push(new Blob([data as Uint8Array<ArrayBuffer>]));
    this.size += data.length;
  }
}
