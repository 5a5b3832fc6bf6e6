import { useTranslation } from 'react-i18next';
import type { Model, ReferenceRule } from '@/api/types';
import { localized } from '@/domain/models/format';
import { type Reference, type ReferenceProblem, referenceProblem } from '@/domain/references/reference';
import { MAX_BYTES, type UploadProblem } from '@/domain/draft/uploads';
import { ratioText } from '../sizeText';

interface ReferencesProblem {
  text: string;
  /** The references that have to go. */
  ids: string[];
}

/** The server's refusals that have words of ours; another one keeps its own. */
const KNOWN = [
  'unsupported_picture_type',
  'invalid_picture',
  'picture_too_small',
  'picture_too_large',
  'body_too_large',
  'uploads_full',
  'object_store_unavailable',
  'insufficient_storage',
  'empty_mask',
  'masks_unavailable',
] as const;

/** What is wrong with pictures, in words with the figures of the rule. */
export function useReferenceText() {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const megabytes = (bytes: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024);

  const why = (problem: UploadProblem): string => {
    const known = KNOWN.find(code => code === problem.code);
    if (known !== undefined) return t(`references.refused.${known}`);
    if (problem.kind === 'refused') return problem.message ?? t('error.unknown');
    return t(`references.upload.${problem.kind}`, { max: megabytes(MAX_BYTES) });
  };

  const wrong = (n: number, problem: ReferenceProblem, rule: ReferenceRule, model: string): string =>
    t(`references.wrong.${problem}`, {
      n,
      model,
      side: rule.min_side ?? 1,
      min: ratioText(rule.min_ratio ?? 0),
      max: ratioText(rule.max_ratio ?? 0),
    });

  return {
    why,
    ofUpload: (name: string, problem: UploadProblem): string => t('references.failed', { name, reason: why(problem) }),
    ofReferences: (references: readonly Reference[], model: Model): ReferencesProblem | null => {
      const name = localized(model.name, language);
      const rule = model.references;
      const ids = references.map(each => each.id);
      if (rule === null) return ids.length === 0 ? null : { text: t('references.none', { model: name }), ids };
      if (ids.length > rule.max) {
        return { text: t('references.many', { model: name, count: rule.max }), ids: ids.slice(rule.max) };
      }
      const found = references.map(each => referenceProblem(each, rule));
      const first = found.findIndex(problem => problem !== null);
      const problem = found[first];
      if (problem == null) return null;
      return { text: wrong(first + 1, problem, rule, name), ids: ids.slice(first, first + 1) };
    },
  };
}
