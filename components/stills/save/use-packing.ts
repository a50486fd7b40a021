'use client';

import { useEffect, useRef, useState } from 'react';
import { saveFile } from '../../live/snapshot';
import type { LeftOutPicture, PackedPicture, PackOptions } from './pack-pictures';
import { resultsName } from './save-names';

export type PackingState =
  | { readonly status: 'idle' }
  | { readonly status: 'packing'; readonly done: number; readonly total: number }
  /** Archives were saved. `leftOut` is empty where they contain every picture. */
  | { readonly status: 'packed'; readonly leftOut: readonly LeftOutPicture[] }
  | { readonly status: 'failed' };

const IDLE: PackingState = { status: 'idle' };

/** Makes archives, one at a time. A second `start` in the meantime is ignored. */
export function usePacking() {
  const [state, setState] = useState<PackingState>(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(
    pictures: readonly PackedPicture[],
    kind: 'pictures' | 'corrections',
    pack: (options: PackOptions) => Promise<readonly LeftOutPicture[]>,
  ): Promise<void> {
    if (running.current) return;
    const ending = new AbortController();
    running.current = ending;
    const total = pictures.length;
    setState({ status: 'packing', done: 0, total });
    let archives = 0;
    const end = await pack({
      signal: ending.signal,
      onProgress: (done) => setState({ status: 'packing', done, total }),
      save: (archive) => {
        archives += 1;
        saveFile(archive, resultsName(`${kind}${archives > 1 ? `-${archives}` : ''}.zip`));
      },
    }).then(
      (leftOut): PackingState => ({ status: 'packed', leftOut }),
      (): PackingState => ({ status: 'failed' }),
    );
    running.current = null;
    setState(ending.signal.aborted ? IDLE : end);
  }

  return { state, start, stop: () => running.current?.abort() };
}
