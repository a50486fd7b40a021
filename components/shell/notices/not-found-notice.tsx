'use client';

import { sitePath } from '@/lib/site-paths';
import { PRIMARY_BUTTON } from '../button-styles';
import { PageFrame } from '../page-frame';
import { useMessages } from '../use-messages';

export function NotFoundNotice() {
  const { notFound } = useMessages();
  return (
    <PageFrame title={notFound.title}>
      <div className="m-auto flex flex-col items-center gap-6 p-6 text-center">
        {/* biome-ignore lint/performance/noImgElement: a vector of our own needs no optimising */}
        <img src={sitePath('/icon.svg')} alt="" width={88} height={88} />
        <h1 className="text-2xl font-semibold">{notFound.title}</h1>
        <a href={sitePath('/')} className={PRIMARY_BUTTON}>
          {notFound.home}
        </a>
      </div>
    </PageFrame>
  );
}
