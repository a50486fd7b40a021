'use client';

import { PRIMARY_BUTTON } from '../shell/button-styles';
import { Icon } from '../shell/icons';
import { PrivacyLine } from '../shell/privacy-line';
import { useMessages } from '../shell/use-messages';
import { ExamplePicture } from './example-picture';

/** What the site does, what happens to the pictures, and the start button. */
export function StartScreen({ onStart }: { readonly onStart: () => void }) {
  const { start } = useMessages();
  return (
    <div className="mx-auto grid w-full max-w-7xl flex-1 content-center items-center gap-8 px-5 py-6 portrait:max-w-3xl sm:px-8 landscape:lg:grid-cols-[1fr_1.3fr] landscape:lg:gap-14">
      <div className="landscape:lg:order-2">
        <ExamplePicture />
      </div>
      <div className="flex flex-col items-start gap-5">
        <h1 className="text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl lg:text-5xl">
          {start.title}
        </h1>
        <p className="max-w-prose text-lg text-muted text-pretty">{start.lead}</p>
        <button
          type="button"
          onClick={onStart}
          className={`${PRIMARY_BUTTON} w-full text-lg sm:min-h-14 sm:w-auto sm:px-8`}
        >
          <Icon name="camera" size={24} />
          {start.button}
        </button>
        <PrivacyLine text={start.privacy} />
      </div>
    </div>
  );
}
