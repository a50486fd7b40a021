'use client';

import { type ReactNode, useRef } from 'react';
import { chosenFiles, type HandedIn } from '@/lib/stills/dropped-files';
import { PRIMARY_BUTTON, QUIET_BUTTON } from '../shell/button-styles';
import { Icon } from '../shell/icons';
import { useStillsMessages } from './use-stills-messages';

export interface PickPicturesProps {
  readonly onHandedIn: (handedIn: HandedIn) => void;
  /** Whether pictures exist already: the buttons are then small. */
  readonly compact: boolean;
}

const ACCEPT = 'image/*,.heic,.heif,.avif,.tif,.tiff,.jp2,.jxl,video/*,.mkv';

/** Ways to add pictures other than dropping and pasting. */
export function PickPictures({ onHandedIn, compact }: PickPicturesProps) {
  const { pick } = useStillsMessages();
  return (
    <div className={`flex flex-wrap gap-2 ${compact ? '' : 'justify-center'}`}>
      <FileButton
        onHandedIn={onHandedIn}
        look={compact ? QUIET_BUTTON : PRIMARY_BUTTON}
        input={{ multiple: true, accept: ACCEPT }}
      >
        <Icon name={compact ? 'plus' : 'picture'} size={compact ? 20 : 24} />
        {compact ? pick.more : pick.files}
      </FileButton>
      {/* Phones choose no folders. */}
      <span className="contents pointer-coarse:hidden">
        <FileButton onHandedIn={onHandedIn} look={QUIET_BUTTON} input={{ webkitdirectory: '' }}>
          <Icon name="folder" />
          {pick.folder}
        </FileButton>
      </span>
      <span className="hidden pointer-coarse:contents">
        <FileButton
          onHandedIn={onHandedIn}
          look={QUIET_BUTTON}
          input={{ accept: 'image/*', capture: 'environment' }}
        >
          <Icon name="camera" />
          {pick.camera}
        </FileButton>
      </span>
    </div>
  );
}

/** React has no type for `webkitdirectory`. */
type FileInput = React.InputHTMLAttributes<HTMLInputElement> & { webkitdirectory?: string };

function FileButton(props: {
  readonly onHandedIn: (handedIn: HandedIn) => void;
  readonly look: string;
  readonly input: FileInput;
  readonly children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={props.look} onClick={() => input.current?.click()}>
        {props.children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        {...props.input}
        onChange={({ target }) => {
          props.onHandedIn(chosenFiles(target.files ?? []));
          // The same choice again must be a change.
          target.value = '';
        }}
      />
    </>
  );
}
