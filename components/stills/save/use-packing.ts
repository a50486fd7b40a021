'use client';

import { useRef, useState } from 'react';
import { saveFile } from '../../live/snapshot';
import type { PackedPicture, PackOptions } from './pack-pictures';
import { resultsName } from './save-names';

/** Makes archives; one at a time. */
export function usePacking() {
  const [state, setState] = useState<{ done: number; total: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const ending = useRef<AbortController | null>(null);

  async function start(
    pictures: readonly PackedPicture[],
    kind: 'pictures' | 'corrections',
    pack: (options: PackOptions) => Promise<void>,
  ): Promise<void> {
    const total = pictures.length;
    ending.current = new AbortController();
    setFailed(false);
    setState({ done: 0, total });
    try {
      let archives = 0;
      await pack({
        signal: ending.current.signal,
        onProgress: (done) => setState({ done, total }),
        save: (archive) => {
          archives += 1;
          saveFile(archive, resultsName(`${kind}${archives > 1 ? `-${archives}` : ''}.zip`));
        },
      });
    } catch {
      setFailed(true);
    } finally {
      setState(null);
    }
  }

  return {
    /** Null while nothing is packed. */
    done: state?.done ?? null,
    total: state?.total ?? 0,
    failed,
    start,
    stop: () => ending.current?.abort(),
  };
}
