'use client';

import { useId, useState } from 'react';
import { fieldKind, readField } from '@/lib/kiosk/config';
import { faceHeightAt, metresOf } from '@/lib/kiosk/distance';
import { FieldFrame, type FieldProps } from './field-frame';
import { ValueInput } from './value-input';

/** A height of faces, entered as the distance of such a face. */
export function DistanceField(
  props: FieldProps & { readonly field: 'faceHeight' | 'noticeHeight' },
) {
  const { field, settings, messages } = props;
  const id = useId();
  const [isInvalid, setIsInvalid] = useState(false);
  const kind = fieldKind(field);
  if (kind.kind !== 'number') return null;
  const [nearest, furthest] = [toTenth(metresOf(kind.max)), toTenth(metresOf(kind.min))];
  const metres = toTenth(metresOf(settings.config[field]));

  const keep = (typed: string | number): boolean => {
    const height = faceHeightAt(Number(typed));
    const { fits } = readField(field, height);
    setIsInvalid(!fits);
    // A distance that was not changed must not be rounded.
    if (fits && typed !== metres) settings.change({ [field]: height });
    return true;
  };
  return (
    <FieldFrame
      {...props}
      id={id}
      isInvalid={isInvalid}
      range={messages.range(nearest, furthest, messages.units.m ?? 'm')}
    >
      <ValueInput
        id={id}
        value={metres}
        number={{ min: nearest, max: furthest, step: 0.1 }}
        disabled={settings.fixedBy.has(field)}
        isInvalid={isInvalid}
        onKeep={keep}
      />
    </FieldFrame>
  );
}

function toTenth(metres: number): number {
  return Number(metres.toFixed(1));
}
