import { useState } from 'react';
import { uploadPicture } from '@/api/uploads';
import { changeDraft } from '@/domain/draft/store';
import type { Reference } from '@/domain/references/reference';
import { failureOf } from '@/domain/draft/uploads';
import { useReferenceText } from '../references/referenceText';
import { maskPng } from './maskImage';
import type { MaskPainting } from './useMask';

interface SavedMask {
  /** Sends the mask and puts it into the draft; false where that failed. */
  save: () => Promise<boolean>;
  isSaving: boolean;
  /** Why it failed, in words. */
  problem: string | null;
}

export function useSavedMask(reference: Reference, painting: MaskPainting): SavedMask {
  const { why } = useReferenceText();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<boolean> => {
    const canvas = painting.canvas.current;
    if (canvas === null || isSaving) return false;
    setSaving(true);
    setProblem(null);
    try {
      const upload = await uploadPicture(await maskPng(canvas), 'mask');
      changeDraft({ mask: { id: upload.id, of: reference.id } });
      return true;
    } catch (error) {
      setProblem(why(failureOf(error)));
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, problem };
}
