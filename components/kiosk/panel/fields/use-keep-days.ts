'use client';

import { useState } from 'react';
import type { DeletionPreview } from '@/lib/records/store';
import type { KioskRecords } from '../../running/use-kiosk-records';
import type { KioskSettings } from '../../use-kiosk-config';

/** What a shorter time would delete, waiting for an answer. */
interface DaysQuestion extends DeletionPreview {
  readonly keepDays: number;
}

/** Changes for how long numbers are kept; asks first where that deletes some. */
export function useKeepDays(
  settings: Pick<KioskSettings, 'change'>,
  previewDeletion: KioskRecords['previewDeletion'],
) {
  const [question, setQuestion] = useState<DaysQuestion | null>(null);
  const change = async (keepDays: number) => {
    const preview = await previewDeletion(keepDays);
    if (preview) setQuestion({ keepDays, ...preview });
    else settings.change({ keepDays });
  };
  const answer = (deletes: boolean) => {
    if (question && deletes) settings.change({ keepDays: question.keepDays });
    setQuestion(null);
  };
  return { question, change, answer };
}
