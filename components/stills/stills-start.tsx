'use client';

import type { HandedIn } from '@/lib/stills/dropped-files';
import { Icon } from '../shell/icons';
import { PrivacyLine } from '../shell/privacy-line';
import { PickPictures } from './pick-pictures';
import { useStillsMessages } from './use-stills-messages';

export interface StillsStartProps {
  /** Whether files are being dragged over the page. */
  readonly hovering: boolean;
  readonly onHandedIn: (handedIn: HandedIn) => void;
}

/** The purpose of the page, and the ways to add pictures. */
export function StillsStart({ hovering, onHandedIn }: StillsStartProps) {
  const stills = useStillsMessages();
  return (
    <div className="my-auto flex flex-col gap-6 py-6">
      <div className="flex flex-col gap-3 text-center">
        <h1 className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">
          {stills.title}
        </h1>
        <p className="mx-auto max-w-prose text-lg text-muted text-pretty">{stills.lead}</p>
      </div>
      <div
        className={`flex flex-col items-center gap-5 rounded-3xl border-2 border-dashed p-6 text-center transition-colors sm:p-12 ${hovering ? 'border-accent bg-accent/10' : 'border-line bg-surface'}`}
      >
        <span className="text-accent">
          <Icon name="picture" size={56} />
        </span>
        <p className="text-lg font-medium pointer-coarse:hidden">
          {hovering ? stills.pick.dropHere : stills.pick.drop}
        </p>
        <PickPictures compact={false} onHandedIn={onHandedIn} />
        <p className="text-sm text-muted">{stills.pick.hint}</p>
      </div>
      <div className="self-center">
        <PrivacyLine text={stills.privacy} />
      </div>
    </div>
  );
}
